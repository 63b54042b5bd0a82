namespace Latchkey.Server.Faces.Console.Branding.Files;

/// <summary>A file of an org's address, as it is served.</summary>
/// <param name="Name">Below <c>/.well-known</c>.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Added">The org has put something into it.</param>
public sealed record ShownFile(string Name, string Url, string Text, bool Added);
