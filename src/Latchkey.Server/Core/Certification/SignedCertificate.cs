using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Certification;

/// <summary>A certificate as somebody sends it: as it is (DER), in base64, or as PEM (RFC 7468).</summary>
internal static class SignedCertificate
{
    public const int Longest = 64 * 1024;
    public const string Field = "certificate";

    private const byte Sequence = 0x30;

    /// <exception cref="RuleException">It is none.</exception>
    public static X509Certificate2 Read(ReadOnlySpan<byte> sent)
    {
        try
        {
            if (sent.Length > 0 && sent[0] == Sequence) return X509CertificateLoader.LoadCertificate(sent);
            var text = Encoding.ASCII.GetString(sent).Trim();
            var inner = PemEncoding.TryFind(text, out var pem) && text[pem.Label] == "CERTIFICATE" ? text[pem.Base64Data] : text;
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(inner));
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            throw new RuleException(Field, "is no X.509 certificate in DER, base64 or PEM");
        }
    }
}
