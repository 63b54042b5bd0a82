using System.Security.Cryptography;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.Federation;

/// <summary>The client secret that Apple wants: a JWT by a key of the developer's team, made anew for each use. RFC 7523 in Apple's own form.</summary>
internal sealed class AppleSecrets(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is a private key on P-256.</summary>
    public static bool IsKey(Secret given)
    {
        try
        {
            using var key = Read(given);
            return key.KeySize == 256;
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    public Secret For(IdentityProvider provider, Secret privateKey)
    {
        var upstream = provider.Upstream;
        using var key = Read(privateKey);
        var numbers = key.ExportParameters(true);
        var signing = SigningKey.Load(new SigningKeyRow
        {
            Kid = upstream.KeyId!, OrgId = provider.OrgId, ServerId = "", Algorithm = SecurityAlgorithms.EcdsaSha256, Status = KeyStatus.Active,
            PublicJwk = "", SealedPrivateKey = "", CreatedAt = provider.CreatedAt,
        }, $$"""
            {"kty":"EC","crv":"P-256","x":"{{Text(numbers.Q.X!)}}","y":"{{Text(numbers.Q.Y!)}}","d":"{{Text(numbers.D!)}}"}
            """);
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Issuer, upstream.TeamId);
        json.WriteNumber(Claim.IssuedAt, clock.Seconds);
        json.WriteNumber(Claim.Expires, clock.Seconds + (long)Lifetime.TotalSeconds);
        json.WriteString(Claim.Audience, upstream.Issuer);
        json.WriteString(Claim.Subject, upstream.ClientId);
        json.WriteEndObject();
        return new(Jws.Sign(signing, buffer.Written.ToArray()));
    }

    private static ECDsa Read(Secret given)
    {
        var text = given.Value.Replace("\\n", "\n", StringComparison.Ordinal).Trim();
        var key = ECDsa.Create();
        try
        {
            if (text.StartsWith("-----", StringComparison.Ordinal)) key.ImportFromPem(text);
            else key.ImportPkcs8PrivateKey(Convert.FromBase64String(text), out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static string Text(byte[] number) => Base64UrlEncoder.Encode(number);
}
