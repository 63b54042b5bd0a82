using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Clients;

/// <summary><c>settings.oauthClient</c> of an app as somebody wants it: the larger part of <see cref="AppProposal"/>. Contract §3.1.</summary>
internal sealed record OAuthProposal
{
    /// <summary>native, web, browser or service.</summary>
    public string? ApplicationType { get; init; }
    public IReadOnlyList<string>? GrantTypes { get; init; }
    public IReadOnlyList<string>? ResponseTypes { get; init; }
    public IReadOnlyList<string>? RedirectUris { get; init; }
    public IReadOnlyList<string>? PostLogoutRedirectUris { get; init; }

    public string? ClientUri { get; init; }
    public string? LogoUri { get; init; }
    public string? TermsUri { get; init; }
    public string? PolicyUri { get; init; }
    public string? InitiateLoginUri { get; init; }

    /// <summary>REQUIRED or TRUSTED.</summary>
    public string? ConsentMethod { get; init; }
    public string? IssuerMode { get; init; }
    public string? IdpInitiatedLogin { get; init; }
    public IReadOnlyList<string>? IdpInitiatedScopes { get; init; }
    /// <summary>How the app hears of a decoupled sign-in. OpenID Connect CIBA Core §4.</summary>
    public string? BackchannelDelivery { get; init; }
    public string? WildcardRedirect { get; init; }
    public string? SubjectType { get; init; }

    /// <summary>ROTATE or STATIC.</summary>
    public string? RotationType { get; init; }
    /// <summary>In seconds.</summary>
    public int? Leeway { get; init; }

    public bool? DPoPRequired { get; init; }
    /// <summary>One of <see cref="AppProfile"/>.</summary>
    public string? Profile { get; init; }
    public bool? PushedRequestsRequired { get; init; }
    public bool? SignedRequestsRequired { get; init; }
    public string? RequestObjectAlgorithm { get; init; }
    public IReadOnlyList<string>? RequestUris { get; init; }

    /// <summary>A set of public keys (RFC 7517 §5), or <see cref="JwksUri"/>.</summary>
    public JsonObject? Jwks { get; init; }
    public string? JwksUri { get; init; }

    public AppGroupsClaim? GroupsClaim { get; init; }

    /// <summary>Whether it takes part in single logout.</summary>
    public bool? ParticipatesInLogout { get; init; }
    public string? FrontchannelLogoutUri { get; init; }
    public bool? FrontchannelLogoutSessionRequired { get; init; }
    public string? BackchannelLogoutUri { get; init; }
    public bool? BackchannelLogoutSessionRequired { get; init; }

    // What it wants to be signed with: as in App.
    public string? IdTokenAlgorithm { get; init; }
    public string? UserInfoAlgorithm { get; init; }
    public string? AnswerAlgorithm { get; init; }
    public string? IntrospectionAlgorithm { get; init; }
}
