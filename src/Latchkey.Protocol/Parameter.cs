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
    /// <summary>The identity provider to sign in with. Contract §2.1.</summary>
    public const string Idp = "idp";
    public const string InterclientToken = "interclient_token";
}
