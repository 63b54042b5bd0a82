namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>A form that takes back what was done just now: the opposite change, with the version that it was made of.</summary>
/// <param name="Page">The page that offers it.</param>
/// <param name="Action">Where the form goes.</param>
/// <param name="Fields">What it sends.</param>
public sealed record Undo(string Page, string Action, IReadOnlyDictionary<string, string> Fields);
