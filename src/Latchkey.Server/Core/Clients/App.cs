using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Clients;

/// <summary>An app people or machines sign in to: an OAuth client. RFC 6749 §2, contract §3.1.</summary>
public sealed record App
{
    /// <summary>Also the client_id.</summary>
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Label { get; init; }
    public required bool Active { get; init; }
    /// <summary>native, web, browser or service; bookmark of one that is no client.</summary>
    public required string ApplicationType { get; init; }
    public required string AuthMethod { get; init; }
    public required bool PkceRequired { get; init; }
    /// <summary>The one it is told; null for an app without.</summary>
    public Secret? Secret { get; init; }
    /// <summary>Each that may be used now: two while one replaces the other.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];
    /// <summary>Also those that were switched off.</summary>
    public IReadOnlyList<AppSecret> AllSecrets { get; init; } = [];
    public required IReadOnlySet<string> GrantTypes { get; init; }
    public required IReadOnlySet<string> ResponseTypes { get; init; }
    public required IReadOnlyList<string> RedirectUris { get; init; }
    public required IReadOnlyList<string> PostLogoutRedirectUris { get; init; }
    public required RefreshRotation Rotation { get; init; }
    /// <summary>RS256 or ES256 for this app's ID tokens; null follows the authorization server.</summary>
    public string? IdTokenAlgorithm { get; init; }
    /// <summary>Which of the keys that are held for it signs its ID tokens at the org's own server; null: the server's (contract §3.1).</summary>
    public string? SigningKid { get; init; }
    /// <summary>RS256 or ES256 for a signed /userinfo; null: plain JSON.</summary>
    public string? UserInfoAlgorithm { get; init; }
    /// <summary>RS256 or ES256 for its signed authorization responses (JARM §3); null: as for its ID tokens.</summary>
    public string? AnswerAlgorithm { get; init; }
    /// <summary>RS256 or ES256 for signed answers about tokens it asks of (RFC 9701 §6); null: as for its ID tokens.</summary>
    public string? IntrospectionAlgorithm { get; init; }
    /// <summary>Something is signed for it with ES256, because an administrator wanted it so: not because it registered itself that way.</summary>
    public bool ChoseElliptic { get; init; }
    /// <summary>The keys it signs with, as a JWKS in JSON; null when it has none, or publishes them at <see cref="JwksUri"/>.</summary>
    public string? Jwks { get; init; }
    public string? JwksUri { get; init; }
    /// <summary>What its request objects must be signed with; null: any algorithm this server reads, if it sends one at all.</summary>
    public string? RequestObjectAlgorithm { get; init; }
    /// <summary>Where its request objects may be fetched from. OpenID Connect Core §6.2.</summary>
    public IReadOnlyList<string> RequestUris { get; init; } = [];
    /// <summary>RFC 9126 §6.</summary>
    public bool PushedRequestsRequired { get; init; }
    /// <summary>RFC 9101 §10.5: no request that it has not signed. FAPI 2.0 Message Signing §5.3.1 bounds the life of one that is.</summary>
    public bool SignedRequestsRequired { get; init; }
    /// <summary>RFC 9449 §5.2: no token without a proof.</summary>
    public bool DPoPRequired { get; init; }
    /// <summary>FAPI 2.0 Security Profile §5.3.2, on top of what every app must do.</summary>
    public bool IsFapi2 { get; init; }
    /// <summary>consent_method REQUIRED: a person is asked, where the scope says so (contract §2.1).</summary>
    public bool AsksForConsent { get; init; }
    /// <summary>
    /// Null: an administrator, or an app an administrator trusts. Otherwise <see cref="Anybody"/>, or the id of the app that registered it (contract
    /// §2.14).
    /// </summary>
    public string? RegisteredBy { get; init; }
    /// <summary>What the server calls an app of its own, such as the Admin Console: in no list, nobody's to change. Null: like any other.</summary>
    public string? SystemName { get; init; }
    /// <summary>How recent a sign-in has to be where a request does not say. OpenID Connect Registration §2.</summary>
    public TimeSpan? DefaultMaxAge { get; init; }
    public LogoutNotice? BackchannelLogout { get; init; }
    /// <summary>Only of an app that takes part in single logout (contract §3.1, <c>participate_slo</c>).</summary>
    public LogoutNotice? FrontchannelLogout { get; init; }
    /// <summary>What the org's own authorization server tells it of a person's groups; null: nothing (contract §1.2).</summary>
    public TokenClaim? GroupsClaim { get; init; }
    /// <summary>The programs on phones that it is, which may ask for the passkeys of its org.</summary>
    public PhonePrograms Phones { get; init; } = PhonePrograms.None;
    /// <summary>Whose look people see on their way to it; null: the org's own.</summary>
    public string? BrandId { get; init; }
    /// <summary>Everything the management API stores for it and gives back.</summary>
    public required JsonObject Document { get; init; }
    /// <summary>Another one whenever all that the app holds becomes void: what began under an earlier mark counts no more.</summary>
    public string GrantsMark { get; init; } = "";
    /// <summary>The policy that decides what it takes to get in; null: the one that every org has (contract §3.9).</summary>
    public string? AccessPolicyId { get; init; }
    /// <summary>The policy that decides who makes an account on the way here; null: the one that every org has.</summary>
    public string? EnrollmentPolicyId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public bool Public => AuthMethod == ClientAuthMethod.None;

    public bool IsSystem => SystemName is not null;

    /// <summary>A link to a page elsewhere: it signs nobody in, and no endpoint of OAuth knows it.</summary>
    public bool IsBookmark => ApplicationType == Bookmark.Type;

    /// <summary>What it is an instance of.</summary>
    public string CatalogName => IsBookmark ? Bookmark.Type : "oidc_client";

    private const string HomeId = "home";

    /// <summary>The org's own page, in whose place a person signs in whom no app has sent. It is nobody's client, and gets no token.</summary>
    public static App Home(Orgs.Org org) => new()
    {
        Id = HomeId, OrgId = org.Id, Label = org.Name, Active = true, ApplicationType = "web", AuthMethod = ClientAuthMethod.None, PkceRequired = true,
        GrantTypes = new HashSet<string>(), ResponseTypes = new HashSet<string>(), RedirectUris = [], PostLogoutRedirectUris = [],
        Rotation = new(Rotates: true, Leeway: null),
        Document = [], CreatedAt = org.CreatedAt, UpdatedAt = org.UpdatedAt,
    };

    public bool IsHome => Id == HomeId;

    /// <summary>
    /// An administrator made it, or has said since that nobody needs to be asked. People are asked about every scope of any
    /// other: its name and its addresses are what it says of itself (RFC 7591 §5).
    /// </summary>
    public bool VouchedFor => RegisteredBy is null || !AsksForConsent;

    /// <summary>Who registered an app that registered itself.</summary>
    public const string Anybody = "anybody";
}
