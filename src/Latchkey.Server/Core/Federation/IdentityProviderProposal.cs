using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Federation;

/// <summary>What somebody wants an identity provider to be, before anything of it is looked at.</summary>
internal sealed record IdentityProviderProposal
{
    public string? Name { get; init; }
    public string? Type { get; init; }
    public string? Status { get; init; }
    public string? Protocol { get; init; }
    public string? IssuerMode { get; init; }
    public string? Issuer { get; init; }
    public string? AuthorizationUrl { get; init; }
    public string? TokenUrl { get; init; }
    public string? JwksUrl { get; init; }
    public string? UserInfoUrl { get; init; }
    public IReadOnlyList<string>? Scopes { get; init; }
    public string? ClientId { get; init; }
    /// <summary>The client's secret, or Apple's private key.</summary>
    public Secret? Secret { get; init; }
    public bool? PkceRequired { get; init; }
    public string? AuthenticationMethod { get; init; }
    public string? TeamId { get; init; }
    public string? KeyId { get; init; }
    public bool? KeepsTokens { get; init; }
    public int? ClockSkew { get; init; }
    public string? LinkAction { get; init; }
    public IReadOnlyList<string>? LinkGroups { get; init; }
    public IReadOnlyList<string>? LinkExcluded { get; init; }
    public bool? ExcludesAdmins { get; init; }
    public string? Match { get; init; }
    public string? LoginTemplate { get; init; }
    public string? LoginFilter { get; init; }
    public string? ProvisioningAction { get; init; }
    public bool? Masters { get; init; }
    public string? SuspendedAction { get; init; }
    public string? DeprovisionedAction { get; init; }
    public string? Groups { get; init; }
    public IReadOnlyList<string>? AssignedGroups { get; init; }
    public IReadOnlyList<string>? GroupFilter { get; init; }
    public string? GroupClaim { get; init; }
    public bool? TrustsClaims { get; init; }

    /// <summary>What it is now, for whoever changes some of it.</summary>
    public static IdentityProviderProposal Of(IdentityProvider now) => new()
    {
        Name = now.Name, Type = now.Type, Status = IdentityProviders.StatusOf(now.Active), IssuerMode = now.Upstream.IssuerMode, Issuer = now.Upstream.Issuer,
        AuthorizationUrl = now.Upstream.AuthorizationUrl, TokenUrl = now.Upstream.TokenUrl, JwksUrl = now.Upstream.JwksUrl,
        UserInfoUrl = now.Upstream.UserInfoUrl, Scopes = now.Upstream.Scopes, ClientId = now.Upstream.ClientId, PkceRequired = now.Upstream.Public,
        TeamId = now.Upstream.TeamId, KeyId = now.Upstream.KeyId, KeepsTokens = now.Upstream.KeepsTokens, ClockSkew = now.Upstream.ClockSkewMilliseconds,
        LinkAction = ActionOf(now.Rules.Links), LinkGroups = now.Rules.LinkGroups, LinkExcluded = now.Rules.LinkExcluded,
        ExcludesAdmins = !now.Rules.LinksAdmins, Match = now.Rules.Match, LoginTemplate = $"idpuser.{now.Rules.LoginClaim}",
        LoginFilter = now.Rules.LoginFilter, ProvisioningAction = ActionOf(now.Rules.Provisions), Masters = now.Rules.Masters, Groups = now.Rules.Groups,
        AssignedGroups = now.Rules.AssignedGroups, GroupFilter = now.Rules.GroupFilter, GroupClaim = now.Rules.GroupClaim,
        TrustsClaims = now.Rules.TrustsClaims,
    };

    public static string ActionOf(bool on) => on ? "AUTO" : "DISABLED";

    public override string ToString() => "(an identity provider about to be)";
}
