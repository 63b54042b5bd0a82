using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>The query of a redirect. A parameter given twice is refused: two readers could take different ones. RFC 6749 §3.1.</summary>
internal sealed class CallbackParameters
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private CallbackParameters()
    {
    }

    public string? State => this[Parameter.State];
    public string? Code => this[Parameter.Code];
    public string? Issuer => this[Parameter.Issuer];
    public string? Error => this[Parameter.Error];
    public string? ErrorDescription => this[Parameter.ErrorDescription];

    private string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>Null when the address is not a sound answer.</summary>
    public static CallbackParameters? Read(Uri address)
    {
        var parameters = new CallbackParameters();
        var text = address.OriginalString;
        var start = text.IndexOf('?', StringComparison.Ordinal);
        if (start < 0) return parameters;
        foreach (var pair in text[(start + 1)..].Split('#')[0].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = pair.Split('=', 2);
            if (!parameters.values.TryAdd(Decode(split[0]), split.Length == 2 ? Decode(split[1]) : "")) return null;
        }
        return parameters;
    }

    private static string Decode(string value) => Uri.UnescapeDataString(value.Replace('+', ' '));
}
