namespace Latchkey.Protocol;

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
