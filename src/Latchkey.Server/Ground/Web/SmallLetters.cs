using System.Reflection;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// Okta's Java SDK (up to 24.0) looks for <c>link</c> in a case-sensitive map, so its lists end with an error where the server
/// writes <c>Link</c>. Kestrel writes the headers it knows in its own letters over HTTP/1.1 and has no setting for it; those
/// it does not know it writes as they are named. Where it is built otherwise than today, the header stays as it is.
/// </summary>
internal static class SmallLetters
{
    private static (Type Type, PropertyInfo? Unknown)? kestrels;

    public static void Write(IHeaderDictionary headers, string name)
    {
        if (kestrels is not { } known || known.Type != headers.GetType())
            kestrels = known = (headers.GetType(), headers.GetType().GetProperty("Unknown", BindingFlags.Instance | BindingFlags.NonPublic));
        if (known.Unknown?.GetValue(headers) is not Dictionary<string, StringValues> unknown) return;
        var values = headers[name];
        headers.Remove(name);
        unknown[name] = values;
    }
}
