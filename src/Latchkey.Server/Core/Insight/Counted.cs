namespace Latchkey.Server.Core.Insight;

/// <summary>So many of something.</summary>
/// <param name="Name">Of what: a reason, the id of an app, an event type.</param>
/// <param name="Number">How many.</param>
internal sealed record Counted(string Name, long Number);
