namespace Latchkey.Server.Core.People;

/// <summary>Where and how people are looked for, and by what they are put in the order of ids.</summary>
internal sealed record WayToPeople(string From, string Condition, string Id)
{
    /// <summary>Few are left, and their order is made.</summary>
    public bool IsNarrow { get; init; }
}
