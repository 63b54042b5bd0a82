using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Policies;

/// <summary>What policies and their rules have in common.</summary>
internal static class Conditions
{
    public const int LongestName = 255;

    private const int MostNames = 500;

    /// <summary>Each once; none where nothing is said.</summary>
    /// <exception cref="RuleException">They are too many.</exception>
    public static IReadOnlyList<string> Names(string field, IReadOnlyList<string>? given)
    {
        var names = given?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        return names.Length <= MostNames ? names : throw new RuleException(field, $"at most {MostNames}");
    }

    /// <summary>Null leaves it where it is, or puts it at the end.</summary>
    /// <exception cref="RuleException">There is no such place.</exception>
    public static long? Priority(int? given) => given is null or >= 1 ? given : throw new RuleException("priority", "must be at least 1");
}
