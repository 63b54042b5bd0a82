using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Latchkey.Server.Ground.Sealing;

/// <summary>The certificate of a development authority, which a phone is told to trust.</summary>
/// <param name="Der">The certificate.</param>
/// <param name="Names">What it may vouch for.</param>
public sealed record DevAuthority(byte[] Der, IReadOnlyList<string> Names)
{
    /// <summary>SHA-256, as phones show it.</summary>
    public string Fingerprint { get; } = string.Join(':',
        SHA256.HashData(Der).Select(one => one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    public string CommonName => Read(certificate => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));

    public DateTimeOffset Until => Read(certificate => new DateTimeOffset(certificate.NotAfter));

    private T Read<T>(Func<X509Certificate2, T> read)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Der);
        return read(certificate);
    }
}
