using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>An application. Contract §3.1; only what the commands read.</summary>
public sealed record App(string Id, string Label, string Status, string SignOnMode, AppSettings? Settings)
{
    public const string OidcSignOnMode = "OPENID_CONNECT";

    [JsonIgnore]
    public bool IsOidc => SignOnMode == OidcSignOnMode;

    [JsonIgnore]
    public bool IsActive => Status == "ACTIVE";

    [JsonIgnore]
    public string? ApplicationType => Settings?.OauthClient?.ApplicationType;
}

public sealed record AppSettings(OauthClient? OauthClient);

public sealed record OauthClient
{
    [JsonPropertyName("application_type")] public string? ApplicationType { get; init; }
    [JsonPropertyName("redirect_uris")] public IReadOnlyList<string>? RedirectUris { get; init; }
    [JsonPropertyName("post_logout_redirect_uris")] public IReadOnlyList<string>? PostLogoutRedirectUris { get; init; }
    [JsonPropertyName("response_types")] public IReadOnlyList<string>? ResponseTypes { get; init; }
    [JsonPropertyName("grant_types")] public IReadOnlyList<string>? GrantTypes { get; init; }
    [JsonPropertyName("refresh_token")] public RefreshTokenSettings? RefreshToken { get; init; }
    [JsonPropertyName("initiate_login_uri")] public string? InitiateLoginUri { get; init; }
}

public sealed record RefreshTokenSettings([property: JsonPropertyName("rotation_type")] string RotationType,
    [property: JsonPropertyName("leeway")] int? Leeway = null);

/// <summary>What to make. Contract §3.1.</summary>
public sealed record NewApp(string Label, AppSettings Settings, NewAppCredentials? Credentials)
{
    public string SignOnMode { get; } = App.OidcSignOnMode;
}

public sealed record NewAppCredentials(NewAppClient OauthClient);

public sealed record NewAppClient([property: JsonPropertyName("token_endpoint_auth_method")] string TokenEndpointAuthMethod);

/// <summary>Contract §3.1, the path the Okta CLI uses.</summary>
public sealed record ClientCredentials(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret)
{
    public override string ToString() => ClientId;      // never the secret
}

/// <summary>Contract §3.4.</summary>
public sealed record AuthorizationServer(string Id, string Name, string Issuer);

/// <summary>Contract §3.4, Keys.</summary>
public sealed record SigningKey(string Kid, string Alg, string Status, DateTimeOffset? Created, DateTimeOffset? Activated, DateTimeOffset? ExpiresAt)
{
    /// <summary>What stands for the org's own authorization server, which has no id.</summary>
    public const string OrgServer = "org";
}

/// <summary>Contract §3.3.</summary>
public sealed record Group(string Id, string? Type, GroupProfile? Profile);

public sealed record GroupProfile(string Name, string? Description);

/// <summary>Somebody in the org. Contract §3.2.</summary>
/// <param name="Id">Names them.</param>
/// <param name="Status">Where they stand.</param>
/// <param name="Profile">Who they are.</param>
/// <param name="ActivationUrl">Where they set their first password, from a server that cannot mail it.</param>
public sealed record User(string Id, string Status, UserProfile Profile, string? ActivationUrl = null)
{
    public override string ToString() => Id;        // never the link
}

public sealed record UserProfile(string Login, string? Email, string? FirstName, string? LastName);

public sealed record NewUser(UserProfile Profile, NewUserCredentials? Credentials);

public sealed record NewUserCredentials(NewPassword Password);

public sealed record NewPassword(string Value)
{
    public override string ToString() => "***";
}

/// <summary>Contract §3.7.</summary>
public sealed record TrustedOrigin(string? Id, string Name, string Origin, IReadOnlyList<TrustedOriginScope> Scopes);

public sealed record TrustedOriginScope(string Type);

/// <summary>Every error of the management API. Contract §3.0.</summary>
public sealed record ApiErrorBody(string? ErrorCode, string? ErrorSummary, IReadOnlyList<ApiErrorCause>? ErrorCauses);

public sealed record ApiErrorCause(string? ErrorSummary);
