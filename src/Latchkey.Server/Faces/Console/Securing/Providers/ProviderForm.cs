using Latchkey.Server.Core.Federation;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

/// <summary>The fields of a provider's form, by the names that the rules of a draft call them by. A secret is typed and never shown again.</summary>
internal static class ProviderForm
{
    public const string Type = "type";
    public const string Name = "name";
    public const string Issuer = "protocol.issuer.url";
    public const string ClientId = "protocol.credentials.client.client_id";
    public const string ClientSecret = "protocol.credentials.client.client_secret";
    public const string TeamId = "protocol.credentials.signing.teamId";
    public const string KeyId = "protocol.credentials.signing.kid";
    public const string PrivateKey = "protocol.credentials.signing.privateKey";
    public const string Links = "policy.accountLink.action";
    public const string Provisions = "policy.provisioning.action";
    public const string Trusts = "policy.trustClaims";
    public const string Keeps = "protocol.settings.keepTokens";

    private const string On = "on";

    public static FormState New => FormState.Of([new(Type, ProviderType.Google), new(Links, On), new(Provisions, On)]);

    public static FormState Of(IdentityProvider provider) => FormState.Of(
    [
        new(Name, provider.Name), new(Issuer, provider.Upstream.Issuer), new(ClientId, provider.Upstream.ClientId), new(TeamId, provider.Upstream.TeamId),
        new(KeyId, provider.Upstream.KeyId), new(Links, Box(provider.Rules.Links)), new(Provisions, Box(provider.Rules.Provisions)),
        new(Trusts, Box(provider.Rules.TrustsClaims)), new(Keeps, Box(provider.Upstream.KeepsTokens)),
    ]);

    /// <param name="typed">The form.</param>
    /// <param name="existing">What it changes: what the form does not ask for stays. Null: a new one.</param>
    /// <param name="development">Whether plain http on this machine will do.</param>
    public static IdentityProviderDraft Read(FormState typed, IdentityProvider? existing, bool development)
    {
        var start = existing is null ? new() { Type = typed.Text(Type) } : IdentityProviderProposal.Of(existing);
        var apple = start.Type == ProviderType.Apple;
        return IdentityProviderDraft.Of(start with
        {
            Name = typed.Text(Name),
            Issuer = typed.Text(Issuer),
            ClientId = typed.Text(ClientId),
            TeamId = typed.Text(TeamId),
            KeyId = typed.Text(KeyId),
            Secret = typed.Text(apple ? PrivateKey : ClientSecret) is { } secret ? new Secret(secret) : null,
            LinkAction = IdentityProviderProposal.ActionOf(typed.Ticked(Links)),
            ProvisioningAction = IdentityProviderProposal.ActionOf(typed.Ticked(Provisions)),
            TrustsClaims = typed.Ticked(Trusts),
            KeepsTokens = typed.Ticked(Keeps),
        }, existing, development);
    }

    /// <summary>One that was typed goes over one that nobody is shown again.</summary>
    public static bool HasSecret(FormState typed) => (typed.Text(ClientSecret) ?? typed.Text(PrivateKey)) is not null;

    private static string? Box(bool ticked) => ticked ? On : null;
}
