using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Origins;

/// <summary>What a trusted origin is to be, and satisfies the rules of one. Contract §3.7.</summary>
internal sealed record TrustedOriginDraft
{
    private const int LongestName = 255;

    private TrustedOriginDraft(string name, string origin, string scopes) => (Name, Origin, Scopes) = (name, origin, scopes);

    public string Name { get; }
    public string Origin { get; }
    public string Scopes { get; }

    /// <param name="name">Left out, it is the origin.</param>
    /// <param name="origin">In any spelling.</param>
    /// <param name="scopes">One of each at least.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static TrustedOriginDraft Of(string? name, string? origin, IReadOnlyCollection<string> scopes)
    {
        var canonical = WebOrigin.Canonical(origin ?? "");
        if (WebOrigin.Problem(canonical) is { } problem) throw new RuleException("origin", problem);
        var called = name?.Trim() is { Length: > 0 } given ? given : canonical;
        if (called.Length > LongestName) throw new RuleException("name", $"must have at most {LongestName} characters");
        if (scopes.Count == 0) throw new RuleException("scopes", "must be a list with at least one of CORS and REDIRECT");
        // A page of this server is never shown inside another: kept, IFRAME_EMBED would look like a setting that works.
        if (!scopes.All(OriginScope.All.Contains)) throw new RuleException("scopes", "each type must be CORS or REDIRECT");
        return new(called, canonical, string.Join(' ', OriginScope.All.Where(scopes.Contains)));
    }
}
