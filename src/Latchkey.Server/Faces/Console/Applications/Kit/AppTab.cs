namespace Latchkey.Server.Faces.Console.Applications.Kit;

/// <summary>The pages of one app.</summary>
public enum AppTab
{
    General,
    SignOn,
    Assignments,
    QuickStart,
    TryIt,
    ApiScopes,
    Activity,
}
