namespace Latchkey.Server.Faces.Console.Applications.Kit;

/// <summary>The pages of one app.</summary>
public enum AppTab
{
    General,
    Assignments,
    QuickStart,
    ApiScopes,
    Activity,
}
