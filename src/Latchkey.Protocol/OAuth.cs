namespace Latchkey.Protocol;

/// <summary>Parameter names of OAuth 2 and OpenID Connect requests, as they stand on the wire.</summary>
public static class Parameter
{
    public const string ClientId = "client_id";
    public const string ClientSecret = "client_secret";
    public const string ClientAssertion = "client_assertion";
    public const string ClientAssertionType = "client_assertion_type";
    public const string Assertion = "assertion";
    public const string ResponseType = "response_type";
    public const string ResponseMode = "response_mode";
    public const string RedirectUri = "redirect_uri";
    public const string Scope = "scope";
    public const string State = "state";
    public const string Nonce = "nonce";
    public const string Prompt = "prompt";
    public const string MaxAge = "max_age";
    public const string LoginHint = "login_hint";
    public const string IdTokenHint = "id_token_hint";
    public const string AcrValues = "acr_values";
    public const string CodeChallenge = "code_challenge";
    public const string CodeChallengeMethod = "code_challenge_method";
    public const string Code = "code";
    public const string CodeVerifier = "code_verifier";
    public const string GrantType = "grant_type";
    public const string RefreshToken = "refresh_token";
    public const string AccessToken = "access_token";
    public const string IdToken = "id_token";
    public const string TokenType = "token_type";
    public const string ExpiresIn = "expires_in";
    public const string Token = "token";
    public const string TokenTypeHint = "token_type_hint";
    public const string PostLogoutRedirectUri = "post_logout_redirect_uri";
    public const string SessionToken = "sessionToken";
    public const string Issuer = "iss";
    public const string Error = "error";
    public const string ErrorDescription = "error_description";
    /// <summary>Which policy, rule or assignment refused. Only a development server sends it.</summary>
    public const string ErrorDetail = "error_detail";
    public const string UiLocales = "ui_locales";
    /// <summary>An authorization response that is signed. JARM §2.3.</summary>
    public const string Response = "response";
    public const string Request = "request";
    public const string RequestUri = "request_uri";
    public const string DeviceCode = "device_code";
    public const string AuthReqId = "auth_req_id";
    public const string DeviceSecret = "device_secret";
    public const string Claims = "claims";
    public const string Display = "display";
    public const string Resource = "resource";
    public const string DPoPKey = "dpop_jkt";
    public const string EnrollAmrValues = "enroll_amr_values";
    public const string InterclientToken = "interclient_token";
}

/// <summary>Grant types: RFC 6749, RFC 8628, RFC 8693.</summary>
public static class GrantType
{
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";
    public const string ClientCredentials = "client_credentials";
    public const string Password = "password";
    public const string Implicit = "implicit";
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    public const string Ciba = "urn:openid:params:grant-type:ciba";
    public const string InteractionCode = "interaction_code";
}

/// <summary>How a client proves who it is at the token endpoint. OpenID Connect Core §9.</summary>
public static class ClientAuthMethod
{
    public const string None = "none";
    public const string Basic = "client_secret_basic";
    public const string Post = "client_secret_post";
    public const string SecretJwt = "client_secret_jwt";
    public const string PrivateKeyJwt = "private_key_jwt";
}

/// <summary>Scopes with a meaning of their own. OpenID Connect Core §5.4, contract §2.3.</summary>
public static class Scope
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";
    public const string Address = "address";
    public const string Phone = "phone";
    public const string Groups = "groups";
    public const string OfflineAccess = "offline_access";
    public const string DeviceSso = "device_sso";
    public const string InterclientAccess = "interclient_access";
}

/// <summary>Claim names, as they stand in tokens and at /userinfo.</summary>
public static class Claim
{
    public const string Version = "ver";
    public const string JwtId = "jti";
    public const string Issuer = "iss";
    public const string Audience = "aud";
    public const string Subject = "sub";
    public const string IssuedAt = "iat";
    public const string Expires = "exp";
    public const string NotBefore = "nbf";
    public const string ClientId = "cid";
    public const string UserId = "uid";
    public const string Scopes = "scp";
    public const string AuthTime = "auth_time";
    public const string Acr = "acr";
    public const string Amr = "amr";
    public const string Idp = "idp";
    public const string Nonce = "nonce";
    public const string AtHash = "at_hash";
    public const string CHash = "c_hash";
    public const string SessionId = "sid";
    public const string Confirmation = "cnf";
    public const string KeyThumbprint = "jkt";
    public const string HttpMethod = "htm";
    public const string HttpAddress = "htu";
    public const string AccessTokenHash = "ath";
    public const string DsHash = "ds_hash";
    public const string Actor = "act";
    /// <summary>Ours: claims that /userinfo gives beside those of the scopes, because the authorization request named them.</summary>
    public const string UserInfoClaims = "userinfo_claims";
}

/// <summary>Error codes of RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6, RFC 6750 §3.1 and relatives.</summary>
public static class OAuthError
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidClient = "invalid_client";
    public const string InvalidGrant = "invalid_grant";
    public const string InvalidScope = "invalid_scope";
    public const string InvalidToken = "invalid_token";
    public const string InsufficientScope = "insufficient_scope";
    public const string UnauthorizedClient = "unauthorized_client";
    public const string UnsupportedGrantType = "unsupported_grant_type";
    public const string UnsupportedResponseType = "unsupported_response_type";
    public const string UnsupportedResponseMode = "unsupported_response_mode";
    public const string AccessDenied = "access_denied";
    public const string LoginRequired = "login_required";
    public const string InvalidTarget = "invalid_target";
    public const string InvalidRequestUri = "invalid_request_uri";
    public const string InvalidRequestObject = "invalid_request_object";
    public const string ConsentRequired = "consent_required";
    public const string InteractionRequired = "interaction_required";
    public const string ServerError = "server_error";
    public const string TemporarilyUnavailable = "temporarily_unavailable";
    /// <summary>RFC 9470 §3.</summary>
    public const string InsufficientUserAuthentication = "insufficient_user_authentication";
    public const string UseDPoPNonce = "use_dpop_nonce";
    public const string InvalidDPoPProof = "invalid_dpop_proof";
}
