using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

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
