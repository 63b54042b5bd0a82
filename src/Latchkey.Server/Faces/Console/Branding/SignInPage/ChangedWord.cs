namespace Latchkey.Server.Faces.Console.Branding.SignInPage;

/// <summary>A label or a link that the draft has otherwise.</summary>
/// <param name="Name">Of its field.</param>
/// <param name="Before">As people see it; empty where it is ours.</param>
/// <param name="After">As it is drafted.</param>
public sealed record ChangedWord(string Name, string Before, string After);
