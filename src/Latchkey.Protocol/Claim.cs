namespace Latchkey.Protocol;

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
