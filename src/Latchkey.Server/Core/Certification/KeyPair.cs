using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Core.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.Certification;

/// <summary>A fresh RSA pair, and what X.509 has for it (RFC 5280, RFC 2986).</summary>
internal sealed record KeyPair(string Kid, string PublicJwk, string PrivateJwk)
{
    public static KeyPair Fresh(FreshPair fresh)
    {
        var (kid, publicJwk, privateJwk) = fresh(SecurityAlgorithms.RsaSha256);
        return new(kid, publicJwk, privateJwk);
    }

    /// <summary>A certificate that it signs itself.</summary>
    public X509Certificate2 SelfSigned(X500DistinguishedName subject, DateTimeOffset from, DateTimeOffset until)
    {
        using var pair = Open();
        using var own = Asked(pair, subject).CreateSelfSigned(from, until);
        return X509CertificateLoader.LoadCertificate(own.RawData);      // without the private half
    }

    /// <summary>A request that somebody else signs, in base64.</summary>
    public string Request(SigningRequestDraft draft)
    {
        using var pair = Open();
        var request = Asked(pair, draft.Subject);
        if (draft.DnsNames.Count == 0) return Convert.ToBase64String(request.CreateSigningRequest());
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in draft.DnsNames) names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return Convert.ToBase64String(request.CreateSigningRequest());
    }

    /// <summary>Whether a certificate is of this public half.</summary>
    public static bool Fits(string publicJwk, X509Certificate2 certificate)
    {
        using var certified = certificate.GetRSAPublicKey();
        if (certified is null) return false;
        var (ours, theirs) = (new JsonWebKey(publicJwk), certified.ExportParameters(false));
        return theirs.Modulus!.AsSpan().SequenceEqual(Base64UrlEncoder.DecodeBytes(ours.N))
            && theirs.Exponent!.AsSpan().SequenceEqual(Base64UrlEncoder.DecodeBytes(ours.E));
    }

    private static CertificateRequest Asked(RSA pair, X500DistinguishedName subject) => new(subject, pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private RSA Open()
    {
        var key = new JsonWebKey(PrivateJwk);
        return RSA.Create(new RSAParameters
        {
            Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E), D = Base64UrlEncoder.DecodeBytes(key.D),
            P = Base64UrlEncoder.DecodeBytes(key.P), Q = Base64UrlEncoder.DecodeBytes(key.Q), DP = Base64UrlEncoder.DecodeBytes(key.DP),
            DQ = Base64UrlEncoder.DecodeBytes(key.DQ), InverseQ = Base64UrlEncoder.DecodeBytes(key.QI),
        });
    }

    public override string ToString() => $"key pair {Kid}";
}
