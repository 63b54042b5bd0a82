using System.Buffers;
using Microsoft.AspNetCore.Authentication;

namespace Latchkey.AspNetCore;

/// <summary>Which tokens an API accepts: who must have issued them, and for whom.</summary>
public sealed class LatchkeyOptions : AuthenticationSchemeOptions
{
    /// <summary>
    /// The issuer exactly as the server names itself in its discovery document, for example
    /// <c>https://id.example.com/oauth2/default</c>. It must be https; http is allowed for loopback addresses and
    /// <c>*.localhost</c> alone. OpenID Connect Discovery 1.0 §4.3, RFC 8414 §3.3.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>This API's own name, which a token must carry in <c>aud</c>, for example <c>api://default</c>. RFC 7519 §4.1.3.</summary>
    public string Audience { get; set; } = "";

    /// <summary>
    /// How far the clocks of the server and of this API may differ when <c>exp</c> and <c>nbf</c> are checked. Two minutes unless set.
    /// RFC 7519 §4.1.4.
    /// </summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Sends the requests for metadata and keys; set it to go through a proxy or to trust a private certificate authority.</summary>
    public HttpMessageHandler? BackchannelHandler { get; set; }

    /// <summary>Asks the issuer whether tokens are still in force; null: they count until they end. RFC 7662.</summary>
    public LatchkeyIntrospection? Introspection { get; set; }

    /// <summary>What to do with tokens that are bound to a key: accepted with their proof unless set. RFC 9449 §7.</summary>
    public DPoPUse DPoP { get; set; }

    /// <summary>
    /// Whether every proof needs a nonce of this API, at the price of one more trip. RFC 9449 §9. Otherwise only proofs of callers whose clock is
    /// wrong do.
    /// </summary>
    public bool RequireDPoPNonce { get; set; }

    /// <summary>
    /// This API's own address, for example <c>https://api.example.com</c>: what its metadata and challenges name (RFC 9728), and where the proofs of
    /// bound tokens must be for (RFC 9449 §4.3). Without it, and without <see cref="Hosts"/>, proofs are accepted for addresses of this machine alone:
    /// the Host header says what the caller wants it to say, and a proof that was made for another API must not pass by naming that API there.
    /// </summary>
    public Uri? Resource { get; set; }

    /// <summary>
    /// Further hosts under which callers reach this API over https, each with its port where that is not 443: <c>api.example.com</c>,
    /// <c>eu.api.example.com:8443</c>. A proof may be for any of them. None unless set.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>
    /// Remembers which proofs were used, for all instances of this API together; null: each instance remembers its own, so that a proof read off the
    /// wire could be used once more at another instance, within its few minutes. RFC 9449 §11.1.
    /// </summary>
    public ISpentProofs? SpentProofs { get; set; }

    /// <summary>What the metadata calls this API. RFC 9728 §2.</summary>
    public string? ResourceName { get; set; }

    /// <summary>Where a developer reads about this API. RFC 9728 §2.</summary>
    public Uri? ResourceDocumentation { get; set; }

    /// <summary>The claim that becomes <c>Identity.Name</c>: <c>sub</c> unless set.</summary>
    public string NameClaimType { get; set; } = "sub";

    /// <summary>The claim whose values are roles: <c>groups</c> unless set.</summary>
    public string RoleClaimType { get; set; } = "groups";

    /// <summary>
    /// Whether the application refuses to start when the issuer cannot be reached or names itself otherwise. False unless set:
    /// it starts, says so in its log, and asks again with the first request.
    /// </summary>
    public bool RequireIssuerAtStart { get; set; }

    internal AccessTokens AccessTokens { get; set; } = null!;

    /// <summary>Says at start-up what is wrong with the settings, in words that tell how to mend them.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or unsafe.</exception>
    public override void Validate()
    {
        if (string.IsNullOrWhiteSpace(Issuer))
            throw Wrong("no issuer is set; give the one your server shows, for example http://localhost:8080/oauth2/default");
        if (Issuer.Contains('{', StringComparison.Ordinal)) throw Wrong($"the issuer '{Issuer}' still contains a placeholder");
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer)) throw Wrong($"the issuer '{Issuer}' is not an absolute URL");
        if (issuer.Query.Length > 0 || issuer.Fragment.Length > 0) throw Wrong($"the issuer '{Issuer}' must have neither query nor fragment");
        if (!Backchannel.MayBeAsked(issuer)) throw Wrong($"the issuer '{Issuer}' must be https (http is allowed for localhost only)");
        if (string.IsNullOrWhiteSpace(Audience)) throw Wrong("no audience is set; it is the authorization server's audience, for example api://default");
        if (Introspection is { } introspection && (introspection.ClientId.Length == 0 || introspection.ClientSecret.Length == 0))
            throw Wrong("Introspection needs the client id and the secret of a service app");
        if (Resource is { } resource && (!resource.IsAbsoluteUri || resource.Fragment.Length > 0 || !Backchannel.MayBeAsked(resource)))
            throw Wrong($"the resource '{resource}' must be an https address without a fragment (http is allowed for localhost only)");
        if (Hosts.FirstOrDefault(host => !IsHost(host)) is { } odd)
            throw Wrong($"'{odd}' is no host: write api.example.com or api.example.com:8443, without a scheme or a path");
        if (ClockSkew < TimeSpan.Zero) throw Wrong("the clock skew is negative");
    }

    private static bool IsHost(string host) =>
        Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var address) && address.PathAndQuery == "/" && address.UserInfo.Length == 0
            && address.Fragment.Length == 0
        && !host.AsSpan().ContainsAny(NotInHosts);

    private static readonly SearchValues<char> NotInHosts = SearchValues.Create("/?#@* ");

    private static InvalidOperationException Wrong(string what) => new($"Latchkey: {what}.");
}
