using System.Text;

namespace Latchkey.Native.OpenId;

/// <summary>The parameters of a challenge, whose values may be quoted and hold commas. RFC 9110 §11.2.</summary>
internal static class ChallengeParameters
{
    public static Dictionary<string, string> Read(string? text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (text is not null && at < text.Length)
        {
            while (at < text.Length && text[at] is ' ' or ',' or '\t') at++;
            var equals = text.IndexOf('=', at);
            if (equals < 0) break;
            var name = text[at..equals].Trim();
            at = equals + 1;
            while (at < text.Length && text[at] == ' ') at++;
            values.TryAdd(name, at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Token(text, ref at));
        }
        return values;
    }

    private static string Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            value.Append(text[at]);
        }
        at++;
        return value.ToString();
    }

    private static string Token(string text, ref int at)
    {
        var comma = text.IndexOf(',', at);
        var end = comma < 0 ? text.Length : comma;
        var value = text[at..end].Trim();
        at = end;
        return value;
    }
}
