using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Development;

/// <summary>
/// A certificate authority of one development folder and a certificate of it for localhost, its subdomains and the loopback
/// addresses. Mobile SDKs insist on https even on an emulator (contract §6.3).
/// </summary>
public static class DevCertificates
{
    public const string AuthorityFile = "dev-ca.pem";

    /// <summary>The server's certificate, made (and its authority with it) when there is none or it soon ends.</summary>
    public static X509Certificate2 ForLocalhost(string folder, TimeProvider clock)
    {
        var (authorityPath, keyPath) = (Path.Combine(folder, AuthorityFile), Path.Combine(folder, "dev-ca.key"));
        var now = clock.Now;
        if (!File.Exists(keyPath) || !File.Exists(authorityPath)) MakeAuthority(authorityPath, keyPath, now);
        using var authority = X509Certificate2.CreateFromPemFile(authorityPath, keyPath);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("*.localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddDays(90), RandomNumberGenerator.GetBytes(16));
        using var withKey = certificate.CopyWithPrivateKey(key);
        // Through PKCS#12 once: Windows' TLS cannot use a key that lives in memory only.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    private static void MakeAuthority(string certificatePath, string keyPath, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Latchkey development {now:yyyy-MM-dd}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var authority = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
        PrivateFile.Write(keyPath, key.ExportPkcs8PrivateKeyPem() + "\n", overwrite: true);
        PrivateFile.Write(certificatePath, authority.ExportCertificatePem() + "\n", overwrite: true);
    }
}
