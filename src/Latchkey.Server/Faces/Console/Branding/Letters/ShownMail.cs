namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>A mail in the list of them.</summary>
/// <param name="Name">As the management API calls it.</param>
/// <param name="Subject">Our own, in the administrator's language.</param>
/// <param name="Own">In how many languages the org has its own words.</param>
public sealed record ShownMail(string Name, string Subject, long Own);
