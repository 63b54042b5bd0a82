namespace Latchkey.Server.Faces.Console.Persons.Kit;

/// <summary>The pages of one person.</summary>
public enum PersonTab
{
    Profile,
    Groups,
    Applications,
    Security,
    Activity,
}
