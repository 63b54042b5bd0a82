namespace Latchkey.Server.Faces.Console.Operating.SigningKeys;

/// <param name="Kid">As tokens name it.</param>
/// <param name="Algorithm">What it signs with.</param>
/// <param name="Status">ACTIVE, NEXT or EXPIRED.</param>
/// <param name="Since">When it began to sign, or was made.</param>
/// <param name="Until">When the last token that it signed has ended; null: it is not retired.</param>
public sealed record ShownKey(string Kid, string Algorithm, string Status, DateTimeOffset Since, DateTimeOffset? Until);
