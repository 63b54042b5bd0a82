using System.Text.Json.Serialization;

namespace Latchkey.Protocol;

/// <summary>
/// What a provider says of itself. OpenID Connect Discovery 1.0 §3, RFC 8414 §2.
/// Members are in Okta's order (contract §1.3); a member that is null is not written.
/// </summary>
public sealed record ProviderMetadata
{
    [JsonPropertyName("issuer")] public required string Issuer { get; init; }
    [JsonPropertyName("authorization_endpoint")] public string? AuthorizationEndpoint { get; init; }
    [JsonPropertyName("token_endpoint")] public string? TokenEndpoint { get; init; }
    [JsonPropertyName("userinfo_endpoint")] public string? UserInfoEndpoint { get; init; }
    [JsonPropertyName("registration_endpoint")] public string? RegistrationEndpoint { get; init; }
    [JsonPropertyName("jwks_uri")] public string? JwksUri { get; init; }
    [JsonPropertyName("response_types_supported")] public IReadOnlyList<string>? ResponseTypes { get; init; }
    [JsonPropertyName("response_modes_supported")] public IReadOnlyList<string>? ResponseModes { get; init; }
    [JsonPropertyName("grant_types_supported")] public IReadOnlyList<string>? GrantTypes { get; init; }
    [JsonPropertyName("subject_types_supported")] public IReadOnlyList<string>? SubjectTypes { get; init; }
    [JsonPropertyName("id_token_signing_alg_values_supported")] public IReadOnlyList<string>? IdTokenSigningAlgorithms { get; init; }
    [JsonPropertyName("userinfo_signing_alg_values_supported")] public IReadOnlyList<string>? UserInfoSigningAlgorithms { get; init; }
    [JsonPropertyName("scopes_supported")] public IReadOnlyList<string>? Scopes { get; init; }
    [JsonPropertyName("token_endpoint_auth_methods_supported")] public IReadOnlyList<string>? TokenEndpointAuthMethods { get; init; }
    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")] public IReadOnlyList<string>? TokenEndpointAuthSigningAlgorithms { get; init; }
    [JsonPropertyName("claims_supported")] public IReadOnlyList<string>? Claims { get; init; }
    [JsonPropertyName("code_challenge_methods_supported")] public IReadOnlyList<string>? CodeChallengeMethods { get; init; }
    [JsonPropertyName("introspection_endpoint")] public string? IntrospectionEndpoint { get; init; }
    [JsonPropertyName("introspection_endpoint_auth_methods_supported")] public IReadOnlyList<string>? IntrospectionEndpointAuthMethods { get; init; }
    [JsonPropertyName("introspection_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string>? IntrospectionEndpointAuthSigningAlgorithms { get; init; }
    /// <summary>RFC 9701 §7.</summary>
    [JsonPropertyName("introspection_signing_alg_values_supported")] public IReadOnlyList<string>? IntrospectionSigningAlgorithms { get; init; }
    [JsonPropertyName("revocation_endpoint")] public string? RevocationEndpoint { get; init; }
    [JsonPropertyName("revocation_endpoint_auth_methods_supported")] public IReadOnlyList<string>? RevocationEndpointAuthMethods { get; init; }
    [JsonPropertyName("revocation_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string>? RevocationEndpointAuthSigningAlgorithms { get; init; }
    [JsonPropertyName("end_session_endpoint")] public string? EndSessionEndpoint { get; init; }
    [JsonPropertyName("backchannel_logout_supported")] public bool? BackchannelLogoutSupported { get; init; }
    [JsonPropertyName("backchannel_logout_session_supported")] public bool? BackchannelLogoutSessionSupported { get; init; }
    [JsonPropertyName("frontchannel_logout_supported")] public bool? FrontchannelLogoutSupported { get; init; }
    [JsonPropertyName("frontchannel_logout_session_supported")] public bool? FrontchannelLogoutSessionSupported { get; init; }
    [JsonPropertyName("request_parameter_supported")] public bool? RequestParameterSupported { get; init; }
    [JsonPropertyName("request_uri_parameter_supported")] public bool? RequestUriParameterSupported { get; init; }
    [JsonPropertyName("require_request_uri_registration")] public bool? RequireRequestUriRegistration { get; init; }
    [JsonPropertyName("request_object_signing_alg_values_supported")] public IReadOnlyList<string>? RequestObjectSigningAlgorithms { get; init; }
    [JsonPropertyName("device_authorization_endpoint")] public string? DeviceAuthorizationEndpoint { get; init; }
    [JsonPropertyName("backchannel_authentication_endpoint")] public string? BackchannelAuthenticationEndpoint { get; init; }
    [JsonPropertyName("backchannel_token_delivery_modes_supported")] public IReadOnlyList<string>? BackchannelTokenDeliveryModes { get; init; }
    [JsonPropertyName("backchannel_authentication_request_signing_alg_values_supported")]
    public IReadOnlyList<string>? BackchannelRequestSigningAlgorithms { get; init; }
    [JsonPropertyName("backchannel_user_code_parameter_supported")] public bool? BackchannelUserCodeSupported { get; init; }
    [JsonPropertyName("pushed_authorization_request_endpoint")] public string? PushedAuthorizationRequestEndpoint { get; init; }
    [JsonPropertyName("require_pushed_authorization_requests")] public bool? RequirePushedAuthorizationRequests { get; init; }
    [JsonPropertyName("authorization_response_iss_parameter_supported")] public bool? AuthorizationResponseIssSupported { get; init; }
    /// <summary>JARM §4.</summary>
    [JsonPropertyName("authorization_signing_alg_values_supported")] public IReadOnlyList<string>? AuthorizationSigningAlgorithms { get; init; }
    [JsonPropertyName("dpop_signing_alg_values_supported")] public IReadOnlyList<string>? DPoPSigningAlgorithms { get; init; }
    [JsonPropertyName("acr_values_supported")] public IReadOnlyList<string>? AcrValues { get; init; }
    /// <summary>Initiating User Registration 1.0 §3.</summary>
    [JsonPropertyName("prompt_values_supported")] public IReadOnlyList<string>? Prompts { get; init; }
    [JsonPropertyName("ui_locales_supported")] public IReadOnlyList<string>? UiLocales { get; init; }
    [JsonPropertyName("claims_parameter_supported")] public bool? ClaimsParameterSupported { get; init; }
}
