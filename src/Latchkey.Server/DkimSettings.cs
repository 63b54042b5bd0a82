namespace Latchkey.Server;

/// <summary>With which key outgoing mail is signed. RFC 6376.</summary>
/// <param name="KeyFile">A PEM file with an RSA key.</param>
/// <param name="Selector">Names its public half: <c>SELECTOR._domainkey.DOMAIN</c> in DNS.</param>
/// <param name="Domain">Who vouches for the mail; null for the domain of the sender.</param>
public sealed record DkimSettings(string KeyFile, string Selector, string? Domain = null);
