namespace Latchkey.Cli.Imports;

/// <summary>A group elsewhere. One of the same name that is here already is that group.</summary>
public sealed record FoundGroup(string Id, string Name, string? Description);
