using Latchkey.Server.Core.Federation;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

/// <summary>An identity provider as the console shows it.</summary>
/// <param name="Id">By which it is known.</param>
/// <param name="Name">As the org calls it.</param>
/// <param name="Type">One of <see cref="ProviderType"/>.</param>
/// <param name="Issuer">Where it is.</param>
/// <param name="Active">People may be sent there.</param>
public sealed record ShownProvider(string Id, string Name, string Type, string Issuer, bool Active)
{
    /// <summary>Nobody gets in who has not been before.</summary>
    public bool NobodyNew { get; init; }

    /// <summary>People of every organization that has this provider get in.</summary>
    public bool EveryTenant { get; init; }

    /// <summary>A second factor that is given there counts here.</summary>
    public bool Trusts { get; init; }

    internal static ShownProvider Of(IdentityProvider provider) => new(provider.Id, provider.Name, provider.Type, provider.Upstream.Issuer, provider.Active)
    {
        NobodyNew = !provider.Rules.Links && !provider.Rules.Provisions,
        EveryTenant = provider.Type == ProviderType.Microsoft && provider.Rules.Provisions
            && ((string[])["/common/", "/organizations/"]).Any(all => provider.Upstream.Issuer.Contains(all, StringComparison.Ordinal)),
        Trusts = provider.Rules.TrustsClaims,
    };
}
