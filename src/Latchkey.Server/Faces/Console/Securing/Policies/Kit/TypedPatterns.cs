using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>What somebody types to sign in, as a line of a form: a star stands for anything. <c>*@example.com</c> is everybody of a domain.</summary>
internal static class TypedPatterns
{
    private const char Any = '*';

    public static string Written(IdentifierPattern pattern) => pattern.Match switch
    {
        IdentifierPattern.Suffix => $"{Any}@{pattern.Value.TrimStart('@')}",
        IdentifierPattern.StartsWith => pattern.Value + Any,
        IdentifierPattern.Contains => $"{Any}{pattern.Value}{Any}",
        _ => pattern.Value,
    };

    public static IdentifierPattern Read(string line) => line switch
    {
        [Any, '@', .. var domain] when !domain.EndsWith(Any) => new(IdentifierPattern.Suffix, domain),
        [Any, .. var part, Any] => new(IdentifierPattern.Contains, part),
        [.. var start, Any] => new(IdentifierPattern.StartsWith, start),
        _ => new(IdentifierPattern.IsEqual, line),
    };
}
