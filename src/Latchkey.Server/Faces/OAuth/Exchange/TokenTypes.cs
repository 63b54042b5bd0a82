namespace Latchkey.Server.Faces.OAuth.Exchange;

/// <summary>RFC 8693 §3, OpenID Native SSO §3.2, contract §2.11 and §2.12.</summary>
internal static class TokenTypes
{
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    public const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    public const string DeviceSecret = "urn:x-oath:params:oauth:token-type:device-secret";
    public const string Interclient = "urn:okta:params:oauth:token-type:interclient_token";
}
