using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Latchkey.Server.Tokens;

/// <summary>
/// The <c>jti</c> of an access token, <c>AT.random.grant</c> as Okta writes it, and of an ID token, <c>ID.random</c>. Where
/// everything of its person has ended before, the random part says how often, <c>AT.random~2.grant</c>: so a token issued in
/// the very second of an end is known to be older or newer than it.
/// </summary>
public static class TokenId
{
    public const string Prefix = "AT.";
    private const char EraMark = '~';

    public static string OfAccessToken(Granted granted) => granted.GrantId is { } grant ? $"{Prefix}{Unique(granted)}.{grant}" : Prefix + Unique(granted);

    public static string OfIdToken(Granted granted) => "ID." + Unique(granted);

    /// <summary>The grant a token came of, so that ending the grant ends the token.</summary>
    public static string? GrantOf(string jti) => jti.Split('.') is [_, _, var grant] ? grant : null;

    /// <summary>The era of the person's account it was issued in.</summary>
    public static long EraOf(string jti) => jti.Split('.') is [_, var unique, ..] && unique.Split(EraMark) is [_, var text]
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var era) ? era : 0;

    private static string Unique(Granted granted)
    {
        var random = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        return (granted.Era ?? granted.User?.Era ?? 0) is > 0 and var era ? string.Create(CultureInfo.InvariantCulture, $"{random}{EraMark}{era}") : random;
    }
}
