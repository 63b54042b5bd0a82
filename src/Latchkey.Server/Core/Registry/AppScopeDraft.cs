using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Registry;

/// <summary>A scope of the management API that an app may ask for. Contract §3.0.</summary>
internal sealed record AppScopeDraft
{
    private AppScopeDraft(string scope) => Scope = scope;

    public string Scope { get; }

    /// <param name="org">Whose management API it opens: its own authorization server alone mints it.</param>
    /// <param name="scope">One of <see cref="ManagementScopes"/>.</param>
    /// <param name="issuer">That of the org.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static AppScopeDraft Of(Org org, string? scope, string? issuer)
    {
        if (scope is null) throw new RuleException("scopeId", "is required");
        if (!ManagementScopes.All.Contains(scope))
            throw new RuleException("scopeId", $"'{Parameters.Printable(scope)}' is not a scope of the management API");
        return issuer == org.Url ? new(scope) : throw new RuleException("issuer", $"must be {org.Url}");
    }
}
