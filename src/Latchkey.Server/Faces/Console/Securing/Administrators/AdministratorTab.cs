namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>The pages of Security &gt; Administrators.</summary>
public enum AdministratorTab
{
    Administrators,
    Roles,
    Sets,
}
