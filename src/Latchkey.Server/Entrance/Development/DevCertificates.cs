using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Development;

/// <summary>
/// A certificate authority of one development folder, and a certificate of it for the names this server goes by. Mobile SDKs
/// insist on https even on an emulator (contract §6.3). Somebody will trust the authority on the phone in their pocket, so it
/// can vouch for those names alone (RFC 5280 §4.2.1.10), for servers alone, and for 90 days.
/// </summary>
internal static class DevCertificates
{
    public const string AuthorityFile = "dev-ca.pem";
    public const string AuthorityKeyFile = "dev-ca.key";

    private const string NameConstraints = "2.5.29.30";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>A new one in good time: whoever trusts it has to do so again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromDays(7);

    /// <summary>What every development server is called on its own machine, by an emulator of Android and by a container.</summary>
    private static readonly string[] Everywhere = ["localhost", "127.0.0.1", "::1", .. EmulatorNames.All];

    /// <summary>
    /// The server's certificate, and the authority it is of: made when there is none, it soon ends, or it may not speak for one of the names.
    /// </summary>
    /// <param name="folder">Where the authority is kept.</param>
    /// <param name="hosts">Names and addresses of this server beside those of its own machine.</param>
    /// <param name="clock">Now.</param>
    public static DevCertificate Issue(string folder, IEnumerable<string> hosts, TimeProvider clock)
    {
        var now = clock.Now;
        string[] names = [.. Everywhere.Union(hosts)];
        var (authorityPath, keyPath) = (Path.Combine(folder, AuthorityFile), Path.Combine(folder, AuthorityKeyFile));
        var isNew = !IsGood(authorityPath, keyPath, names, now);
        if (isNew) MakeAuthority(authorityPath, keyPath, names, now);
        using var authority = X509Certificate2.CreateFromPemFile(authorityPath, keyPath);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(AlternativeNames(names));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(16));
        using var withKey = certificate.CopyWithPrivateKey(key);
        // Through PKCS#12 once: Windows' TLS cannot use a key that lives in memory only.
        return new(X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null),
            new DevAuthority(authority.RawData, [.. Permitted(authority)]), isNew);
    }

    private static X509Extension AlternativeNames(string[] names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
                continue;
            }
            builder.AddDnsName(name);
            if (name == "localhost") builder.AddDnsName("*.localhost");        // the orgs of this server
        }
        return builder.Build();
    }

    private static bool IsGood(string certificatePath, string keyPath, string[] names, DateTimeOffset now)
    {
        if (!File.Exists(certificatePath) || !File.Exists(keyPath)) return false;
        using var authority = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
        // One of an earlier version vouches for any name, and for years.
        return authority.NotAfter > now + Rest && authority.NotAfter - authority.NotBefore <= Life + TimeSpan.FromDays(2)
            && !names.Except(Permitted(authority)).Any();
    }

    private static void MakeAuthority(string certificatePath, string keyPath, string[] names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Latchkey development {now:yyyy-MM-dd HH:mm}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(new X509Extension(NameConstraints, Constraints(names), critical: true));
        using var authority = request.CreateSelfSigned(now.AddDays(-1), now + Life);
        PrivateFile.Write(keyPath, key.ExportPkcs8PrivateKeyPem() + "\n", overwrite: true);
        PrivateFile.Write(certificatePath, authority.ExportCertificatePem() + "\n", overwrite: true);
    }

    private static readonly Asn1Tag PermittedTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag DnsTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag AddressTag = new(TagClass.ContextSpecific, 7);

    /// <summary>permittedSubtrees: each name with those below it, and each address with a mask of ones. RFC 5280 §4.2.1.10.</summary>
    private static byte[] Constraints(string[] names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(PermittedTag))
            foreach (var name in names)
            {
                using var subtree = writer.PushSequence();
                if (IPAddress.TryParse(name, out var address)
                    && address.GetAddressBytes() is var bytes) writer.WriteOctetString([.. bytes, .. Enumerable.Repeat((byte)0xFF, bytes.Length)], AddressTag);
                else writer.WriteCharacterString(UniversalTagNumber.IA5String, name, DnsTag);
            }
        return writer.Encode();
    }

    /// <summary>What an authority may vouch for; nothing where it is not said, as that is everything.</summary>
    private static List<string> Permitted(X509Certificate2 authority)
    {
        var permitted = new List<string>();
        if (authority.Extensions.FirstOrDefault(extension => extension.Oid?.Value == NameConstraints) is not { } constraints) return permitted;
        var subtrees = new AsnReader(constraints.RawData, AsnEncodingRules.DER).ReadSequence().ReadSequence(PermittedTag);
        while (subtrees.HasData)
        {
            var subtree = subtrees.ReadSequence();
            if (subtree.PeekTag().HasSameClassAndValue(DnsTag)) permitted.Add(subtree.ReadCharacterString(UniversalTagNumber.IA5String, DnsTag));
            else permitted.Add(new IPAddress(subtree.ReadOctetString(AddressTag) is var bytes ? bytes[..(bytes.Length / 2)] : []).ToString());
        }
        return permitted;
    }
}
