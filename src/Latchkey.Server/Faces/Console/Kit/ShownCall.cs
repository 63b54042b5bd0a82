namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>What a program calls for what a form of a page does, as the page shows it.</summary>
/// <param name="Method">Of the call; empty: a command alone does it.</param>
/// <param name="Path">With what the page is about.</param>
/// <param name="Body">JSON that names the fields of the form; null: none.</param>
/// <param name="Form">The address of the form.</param>
/// <param name="Command">Our own program's, where it has one for this; null: the one that makes the call.</param>
public sealed record ShownCall(string Method, string Path, string? Body, string Form, string? Command);
