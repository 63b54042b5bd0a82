namespace Latchkey.Protocol;

/// <summary>How a client proves who it is at the token endpoint. OpenID Connect Core §9.</summary>
public static class ClientAuthMethod
{
    public const string None = "none";
    public const string Basic = "client_secret_basic";
    public const string Post = "client_secret_post";
    public const string SecretJwt = "client_secret_jwt";
    public const string PrivateKeyJwt = "private_key_jwt";
}
