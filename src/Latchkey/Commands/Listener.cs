using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Hosting;

namespace Latchkey.Cli.Commands;

/// <summary>Where a production server listens: behind a proxy that ends TLS, or with a certificate of its own.</summary>
internal sealed record Listener(string Address, string? Certificate, string? Key)
{
    public bool IsTls => Address.Contains("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the certificate, so that one that will not do is told before anything is made.</summary>
    public Action<IWebHostBuilder> Configure()
    {
        if (!IsTls) return host => host.UseUrls(Address);
        var (own, chain) = Load();
        return host => host.UseUrls(Address).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            Tls.Restrict(https);
            (https.ServerCertificate, https.ServerCertificateChain) = (own, chain);
        }));
    }

    private (X509Certificate2 Own, X509Certificate2Collection Chain) Load()
    {
        if (Certificate is null)
            throw new CommandException(
                $"--listen {Address} needs a certificate: give --certificate FILE (PEM), and --certificate-key FILE where the key is in another; or "
                    + "listen on http behind a proxy that ends TLS.");
        try
        {
            using var own = X509Certificate2.CreateFromPemFile(Certificate, Key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(Certificate);
            // Through PKCS#12 once: Windows' TLS cannot use a key that lives in memory only.
            return (X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null), chain);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandException($"The certificate in {Certificate} cannot be used: {unusable.Message}", unusable);
        }
    }
}
