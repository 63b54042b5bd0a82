using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using Latchkey.Protocol;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// A form as nearly every program sends it: short, in ASCII, each name once and none without a value. That leaves nothing
/// to decide; whatever else a form may be is the framework's to read.
/// </summary>
internal static class PlainForm
{
    private const int Longest = 8_192, LongestName = 100, MostValues = 32;

    /// <summary>Names and values that come all day, and need no string of their own each time.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = FrozenSet.Create(StringComparer.Ordinal,
        Parameter.GrantType, Parameter.Scope, Parameter.ClientId, Parameter.ClientSecret, Parameter.ClientAssertion, Parameter.ClientAssertionType,
        Parameter.Code, Parameter.CodeVerifier, Parameter.RedirectUri, Parameter.RefreshToken, Parameter.Token, Parameter.TokenTypeHint,
        GrantType.ClientCredentials, GrantType.AuthorizationCode, GrantType.RefreshToken).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Null when it is not plain.</summary>
    public static Dictionary<string, string>? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length is 0 or > Longest) return null;
        var most = body.Count((byte)'&') + 1;
        if (most > MostValues) return null;
        var rented = ArrayPool<char>.Shared.Rent(body.Length);
        try
        {
            var values = new Dictionary<string, string>(most, StringComparer.Ordinal);
            foreach (var part in body.Split((byte)'&'))
            {
                var pair = body[part];
                var equals = pair.IndexOf((byte)'=');
                if (equals is <= 0 or > LongestName || equals == pair.Length - 1) return null;
                if (Text(pair[..equals], rented) is not { } name || Text(pair[(equals + 1)..], rented) is not { } value || !values.TryAdd(name, value))
                    return null;
            }
            return values;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented, clearArray: true);       // secrets do not wait there
        }
    }

    private static string? Text(ReadOnlySpan<byte> raw, Span<char> room)
    {
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var letter = raw[i];
            if (letter is <= (byte)' ' or > (byte)'~') return null;
            if (letter == '+') letter = (byte)' ';
            else if (letter == '%')
            {
                if (i + 2 >= raw.Length || !Utf8Parser.TryParse(raw.Slice(i + 1, 2), out letter, out var digits, 'x') || digits != 2
                    || letter is 0 or > 127) return null;
                i += 2;
            }
            room[length++] = (char)letter;
        }
        return Known.TryGetValue(room[..length], out var known) ? known : new string(room[..length]);
    }
}
