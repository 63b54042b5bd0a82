using System.Globalization;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Grants;

/// <summary>
/// The <c>jti</c> of an access token, <c>AT.random.grant</c> as Okta writes it, and of an ID token, <c>ID.random</c>. Where
/// everything of its person has ended before, the random part says how often, <c>AT.random~2.grant</c>: so a token issued in
/// the very second of an end is known to be older or newer than it. Where it came with a refresh token that replaced
/// another, the generation of that stands behind the grant, <c>AT.random.grant.3</c>: its use says that the answer arrived.
/// </summary>
internal static class TokenId
{
    public const string Prefix = "AT.";
    private const char EraMark = '~';

    public static void WriteOfAccessToken(Utf8JsonWriter json, Granted granted) => Write(json, Prefix, granted, granted.GrantId);

    public static void WriteOfIdToken(Utf8JsonWriter json, Granted granted) => Write(json, "ID.", granted, null);

    /// <summary>The grant a token came of, so that ending the grant ends the token.</summary>
    public static string? GrantOf(string jti) => jti.Split('.') is [_, _, var grant, ..] ? grant : null;

    /// <summary>That of the refresh token it came with; 0 where that was the first, or there was none.</summary>
    public static int GenerationOf(string jti) =>
        jti.Split('.') is [_, _, _, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var generation) ? generation : 0;

    /// <summary>The era of the person's account it was issued in.</summary>
    public static long EraOf(string jti) => jti.Split('.') is [_, var unique, ..] && unique.Split(EraMark) is [_, var text]
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var era) ? era : 0;

    private static void Write(Utf8JsonWriter json, string kind, Granted granted, string? grant)
    {
        const int random = 24, written = random / 3 * 4, longestNumber = 20;
        Span<char> id = stackalloc char[kind.Length + written + longestNumber + (grant is null ? 0 : 1 + grant.Length + longestNumber)];
        kind.CopyTo(id);
        var end = kind.Length + written;
        RandomBlock.FillBase64Url(id[kind.Length..end], random);
        if ((granted.Era ?? granted.User?.Era ?? 0) is > 0 and var era)
        {
            id[end++] = EraMark;
            era.TryFormat(id[end..], out var digits, provider: CultureInfo.InvariantCulture);
            end += digits;
        }
        if (grant is not null)
        {
            id[end++] = '.';
            grant.CopyTo(id[end..]);
            end += grant.Length;
            if (granted.Generation > 1)
            {
                id[end++] = '.';
                granted.Generation.TryFormat(id[end..], out var digits, provider: CultureInfo.InvariantCulture);
                end += digits;
            }
        }
        json.WriteString(Claim.JwtId, id[..end]);
    }
}
