namespace Latchkey.Testing;

/// <summary>A mail the org has sent.</summary>
/// <param name="To">Its address.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its plain text.</param>
/// <param name="Html">Its HTML.</param>
/// <param name="Links">The addresses in it.</param>
public sealed record TestMail(string To, string Subject, string Text, string Html, IReadOnlyList<string> Links);
