using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>Where else people may prove who they are, for whatever shows them a sign-in: a page of this server, or a document for a page of an app's.</summary>
internal sealed class SignInProviders(IdentityProviders providers, OrgPolicies policies, Zones zones)
{
    private const string Start = "/signin/with/";

    /// <summary>Those to offer, in the order of their names.</summary>
    public ValueTask<IReadOnlyList<IdentityProvider>> Offered(Org org, CancellationToken ct) => providers.Active(org.Id, ct);

    /// <summary>The one that an app asks for by its id; null: there is none, or nobody is sent there.</summary>
    public async ValueTask<IdentityProvider?> Find(Org org, string id, CancellationToken ct) =>
        await providers.Find(org.Id, id, ct) is { Active: true } found ? found : null;

    /// <summary>
    /// The one that the org's rules send somebody to, by what they typed and nothing else that is known of them: an account is not looked for. Null: they
    /// sign in here. Contract §3.9, IDP_DISCOVERY.
    /// </summary>
    /// <param name="http">The request, which comes from somewhere.</param>
    /// <param name="app">Where they want to.</param>
    /// <param name="typed">What they typed, or an app hinted; null: nothing yet.</param>
    public async ValueTask<IdentityProvider?> Routed(HttpContext http, App app, string? typed)
    {
        var rules = await Rules(http);
        if (rules.All(rule => rule.System)) return null;
        var identifier = typed is null ? null : Identifiers.Canonical(typed);
        var here = (await zones.Of(http.Org.Id, http.RequestAborted)).Holding(CameFrom.Of(http));
        var rule = rules.FirstOrDefault(rule => rule.Active && (rule.System || Holds(rule.Conditions, app, here, identifier)));
        return rule?.Routing?.ProviderId is { } id ? await Find(http.Org, id, http.RequestAborted) : null;
    }

    /// <summary>What somebody types decides where they sign in: nobody has to type a password beside it.</summary>
    public async ValueTask<bool> RouteByName(HttpContext http) => (await Rules(http)).Any(rule => rule.Active && rule.Conditions.Identifiers.Count > 0);

    /// <summary>Where a browser goes that is to be sent there, for a sign-in that waits.</summary>
    public static string Address(string idpId, string flow) => $"{Start}{Uri.EscapeDataString(idpId)}?flow={Uri.EscapeDataString(flow)}";

    /// <summary>The same for one that waits in an app's own pages.</summary>
    public static string AddressFor(Org org, string idpId, string reference) =>
        $"{org.Url}{Start}{Uri.EscapeDataString(idpId)}?{Interaction}={Uri.EscapeDataString(reference)}";

    /// <summary>What it is known by in that address.</summary>
    public const string Interaction = "interaction";

    private async ValueTask<IReadOnlyList<OrgRule>> Rules(HttpContext http) =>
        (await policies.Of(http.Org.Id, http.RequestAborted)).SystemOf(PolicyType.Discovery).Rules;

    private static bool Holds(RuleConditions when, App app, IReadOnlySet<string> here, string? identifier) =>
        (when.Zones.Count == 0 || Within(when.Zones, here)) && !Within(when.ExcludedZones, here)
        && (when.Apps.Count == 0 || when.Apps.Contains(app.Id)) && !when.ExcludedApps.Contains(app.Id)
        && (when.Identifiers.Count == 0 || (identifier is { Length: > 0 } && when.Identifiers.Any(pattern => pattern.Fits(identifier))));

    private static bool Within(IReadOnlyList<string> named, IReadOnlySet<string> here) =>
        named.Any(zone => zone == ZoneSet.AnyZone ? here.Count > 0 : here.Contains(zone));
}
