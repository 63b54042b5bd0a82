namespace Latchkey.Server.Ground.Mail;

/// <summary>A mail before it is sent: the same words as text and as HTML, and the links in them.</summary>
public sealed record Letter(string To, string Subject, string Text, string Html, IReadOnlyList<string> Links);
