using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Issuers;

/// <summary>Which other servers an authorization server is to trust; whether the org has them is for whoever looks them up. Contract §2.2, §3.4.</summary>
internal sealed record TrustDraft
{
    private const int MostAtOnce = 200;

    private TrustDraft(IReadOnlyList<string> ids) => Ids = ids;

    /// <summary>Each once.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <exception cref="RuleException">They are none, too many, or itself among them.</exception>
    public static TrustDraft Of(AuthorizationServer server, IReadOnlyList<string>? given)
    {
        var ids = given?.Distinct(StringComparer.Ordinal).ToArray() ?? throw new RuleException("trusted", "is required");
        if (ids.Length is 0 or > MostAtOnce) throw new RuleException("trusted", $"must name between 1 and {MostAtOnce} authorization servers");
        return ids.Contains(server.Id) ? throw new RuleException("trusted", "an authorization server trusts itself already") : new(ids);
    }
}
