namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about what protects an org, and what programs may do there.</summary>
public sealed partial record SecurityTexts
{
    // Security > API
    public required string Security { get; init; }
    public required string Api { get; init; }
    public required string AuthorizationServers { get; init; }
    public required string Tokens { get; init; }
    public required string TrustedOrigins { get; init; }

    // API tokens
    public required string TokensLead { get; init; }
    public required string CreateToken { get; init; }
    public required string CreateTokenMeans { get; init; }
    public required string TokenNameHint { get; init; }
    public required string TokenCreated { get; init; }
    public required string TokenCreatedMeans { get; init; }
    public required string TokenValue { get; init; }
    public required string NoTokens { get; init; }
    public required string NoTokensMeans { get; init; }
    public required string ActsAs { get; init; }
    public required string LastUsed { get; init; }
    public required string EndsAt { get; init; }
    public required string Revoke { get; init; }
    public required string RevokeNamed { get; init; }

    // Trusted origins
    public required string TrustedOriginsLead { get; init; }
    public required string AddOrigin { get; init; }
    public required string NoOrigins { get; init; }
    public required string NoOriginsMeans { get; init; }
    public required string OriginUrl { get; init; }
    public required string OriginUrlHint { get; init; }
    public required string MayDo { get; init; }
    public required string CorsMeans { get; init; }
    public required string Redirect { get; init; }
    public required string RedirectMeans { get; init; }

    // Networks
    public required string Networks { get; init; }
    public required string NetworksLead { get; init; }
    public required string AddZone { get; init; }
    public required string NoZones { get; init; }
    public required string NoZonesMeans { get; init; }
    public required string Usage { get; init; }
    public required string ForPolicies { get; init; }
    public required string ForPoliciesMeans { get; init; }
    public required string Blocked { get; init; }
    public required string BlockedMeans { get; init; }
    public required string Gateways { get; init; }
    public required string GatewaysHint { get; init; }
    public required string Proxies { get; init; }
    public required string ProxiesHint { get; init; }
    public required string YourAddress { get; init; }

    // Scopes of the management API
    public required string ApiScopes { get; init; }
    public required string ApiScopesMeans { get; init; }
    public required string Scope { get; init; }
    public required string Granted { get; init; }
    public required string NotGranted { get; init; }
    public required string Grant { get; init; }

    // Authorization servers
    public required string ServersLead { get; init; }
    public required string AddServer { get; init; }
    public required string PagesOfServer { get; init; }
    public required string Settings { get; init; }
    public required string Scopes { get; init; }
    public required string Claims { get; init; }
    public required string AccessPolicies { get; init; }
    public required string TokenPreview { get; init; }
    public required string Audience { get; init; }
    public required string AudienceHint { get; init; }
    public required string Metadata { get; init; }
    public required string SignsWith { get; init; }
    public required string RotateKeys { get; init; }
    public required string RotateKeysMeans { get; init; }
    public required string Automatically { get; init; }
    public required string OnRequest { get; init; }
    public required string DeactivateServerMeans { get; init; }
    public required string DeleteServerMeans { get; init; }

    // Scopes
    public required string AddScope { get; init; }
    public required string ScopeNameHint { get; init; }
    public required string SystemScopeMeans { get; init; }
    public required string DisplayPhrase { get; init; }
    public required string DisplayPhraseHint { get; init; }
    public required string Consent { get; init; }
    public required string ConsentImplicit { get; init; }
    public required string ConsentImplicitMeans { get; init; }
    public required string ConsentRequired { get; init; }
    public required string ConsentRequiredMeans { get; init; }
    public required string ConsentFlexible { get; init; }
    public required string ConsentFlexibleMeans { get; init; }
    public required string ScopeOptional { get; init; }
    public required string ScopeDefault { get; init; }
    public required string ScopeDefaultMeans { get; init; }
    public required string ScopePublished { get; init; }
    public required string Default { get; init; }

    // Claims
    public required string AddClaim { get; init; }
    public required string Value { get; init; }
    public required string ValueHint { get; init; }
    public required string IncludedIn { get; init; }
    public required string AccessToken { get; init; }
    public required string AccessTokenMeans { get; init; }
    public required string IdToken { get; init; }
    public required string IdTokenMeans { get; init; }
    public required string ValueFrom { get; init; }
    public required string Expression { get; init; }
    public required string ExpressionMeans { get; init; }
    public required string Groups { get; init; }
    public required string GroupsMean { get; init; }
    public required string GroupFilter { get; init; }
    public required string WithScopes { get; init; }
    public required string WithScopesHint { get; init; }
    public required string AlwaysInIdToken { get; init; }
    public required string SystemClaimMeans { get; init; }
    public required string TryIt { get; init; }
    public required string TryItMeans { get; init; }
    public required string Check { get; init; }
    public required string NobodyCalledSo { get; init; }

    // Access policies
    public required string PoliciesMean { get; init; }
    public required string NoPolicies { get; init; }
    public required string NoPoliciesMeans { get; init; }
    public required string NoRules { get; init; }
    public required string ForApps { get; init; }
    public required string AllApps { get; init; }
    public required string IfPerson { get; init; }
    public required string Without { get; init; }
    public required string IfGrant { get; init; }
    public required string IfScopes { get; init; }
    public required string ThenAccessToken { get; init; }
    public required string ThenRefreshToken { get; init; }
    public required string IfNotUsed { get; init; }
    public required string Unlimited { get; init; }
    public required string InDays { get; init; }
    public required string InHours { get; init; }
    public required string InMinutes { get; init; }

    // Token Preview
    public required string TokenPreviewMeans { get; init; }
    public required string App { get; init; }
    public required string ScopesHint { get; init; }
    public required string PreviewTokens { get; init; }
    public required string WouldBeRefused { get; init; }
    public required string DecidedBy { get; init; }
    public required string NoSuchApp { get; init; }
    public required string NoSuchScope { get; init; }
}
