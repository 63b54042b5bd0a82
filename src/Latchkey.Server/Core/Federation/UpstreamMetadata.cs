using System.Text.Json;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Core.Federation;

/// <summary>Where a provider does what. OpenID Connect Discovery §3, RFC 8414 §2.</summary>
internal sealed record UpstreamMetadata
{
    /// <summary>In the place of whose tenant somebody is: Entra's document for everybody names no one tenant.</summary>
    private const string Tenant = "{tenantid}";

    public required string Issuer { get; init; }
    public required string AuthorizationUrl { get; init; }
    public required string TokenUrl { get; init; }
    public required string JwksUrl { get; init; }
    public string? UserInfoUrl { get; init; }
    /// <summary>It says who it is when it answers. RFC 9207 §3.</summary>
    public bool NamesItself { get; init; }
    /// <summary>It takes a client's secret in the head. OpenID Connect Discovery §3: where nothing is said, it does.</summary>
    public bool TakesBasic { get; init; } = true;

    /// <summary>Whether an answer came from this provider and from no other. RFC 9207 §2.4: compared as it is.</summary>
    public bool MayHaveAnswered(string? said) => said is null ? !NamesItself : ForEveryTenant || said == Issuer;

    /// <summary>Whether ID tokens of this issuer are this provider's. OpenID Connect Core §3.1.3.7 (2).</summary>
    public bool IsIssuer(string? said, string? tenant) => said is not null
        && (ForEveryTenant ? Guid.TryParseExact(tenant, "D", out _) && said == Issuer.Replace(Tenant, tenant, StringComparison.Ordinal) : said == Issuer);

    private bool ForEveryTenant => Issuer.Contains(Tenant, StringComparison.Ordinal);

    /// <summary>What a provider publishes about itself; null where something is missing, or it is somebody else's.</summary>
    /// <param name="document">As it came.</param>
    /// <param name="provider">Whose it should be.</param>
    public static UpstreamMetadata? Read(byte[] document, IdentityProvider provider)
    {
        if (Jws.ParseObject(document) is not { } said) return null;
        // OpenID Connect Discovery §4.3: exactly what was asked for.
        if (Jws.StringOf(said, "issuer") is not { } issuer || !IsOf(issuer, provider)) return null;
        var upstream = provider.Upstream;
        if ((upstream.AuthorizationUrl ?? Jws.StringOf(said, "authorization_endpoint")) is not { } authorization
            || (upstream.TokenUrl ?? Jws.StringOf(said, "token_endpoint")) is not { } token
            || (upstream.JwksUrl ?? Jws.StringOf(said, "jwks_uri")) is not { } jwks) return null;
        return new()
        {
            Issuer = issuer, AuthorizationUrl = authorization, TokenUrl = token, JwksUrl = jwks,
            UserInfoUrl = upstream.UserInfoUrl ?? Jws.StringOf(said, "userinfo_endpoint"),
            NamesItself = said.TryGetProperty("authorization_response_iss_parameter_supported", out var names) && names.ValueKind == JsonValueKind.True,
            TakesBasic = !said.TryGetProperty("token_endpoint_auth_methods_supported", out var methods) || methods.ValueKind != JsonValueKind.Array
                || methods.EnumerateArray().Any(method => method.ValueKind == JsonValueKind.String && method.GetString() == "client_secret_basic"),
        };
    }

    /// <summary>All of it said by the administrator.</summary>
    public static UpstreamMetadata Of(Upstream upstream) => new()
    {
        Issuer = upstream.Issuer, AuthorizationUrl = upstream.AuthorizationUrl!, TokenUrl = upstream.TokenUrl!, JwksUrl = upstream.JwksUrl!,
        UserInfoUrl = upstream.UserInfoUrl,
    };

    private static bool IsOf(string issuer, IdentityProvider provider) => issuer == provider.Upstream.Issuer
        || (provider.Type == ProviderType.Microsoft && issuer.Contains(Tenant, StringComparison.Ordinal)
            && ((string[])["common", "organizations"]).Any(all => issuer.Replace(Tenant, all, StringComparison.Ordinal) == provider.Upstream.Issuer));
}
