namespace Latchkey.Server.Faces.Console.Grouping.Kit;

/// <summary>The pages of one group.</summary>
public enum GroupTab
{
    People,
    Applications,
    General,
}
