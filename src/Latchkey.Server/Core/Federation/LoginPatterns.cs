using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Latchkey.Server.Core.Federation;

/// <summary>Which logins a provider may bring, as an administrator wrote it. No text makes such a pattern slow: it never goes back.</summary>
internal static class LoginPatterns
{
    private const int MostKept = 500;

    private static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It is one that would have to go back.</exception>
    public static Regex Of(string pattern)
    {
        if (Kept.Count > MostKept) Kept.Clear();
        return Kept.GetOrAdd(pattern, static text =>
            new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));
    }
}
