namespace Latchkey.Server.Ground.Jose;

/// <summary>What this server signs with. RFC 7518 §3.1.</summary>
internal static class SignatureAlgorithms
{
    public const string Rsa = "RS256";
    public const string Elliptic = "ES256";

    public static readonly IReadOnlyList<string> All = [Rsa, Elliptic];
}
