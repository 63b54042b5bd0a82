using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Cli.Commands;

/// <summary>Where a production server listens: behind a proxy that ends TLS, or with a certificate of its own.</summary>
internal sealed record Listener(string Address, string? Certificate, string? Key)
{
    public bool IsTls => Address.Contains("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the certificate, so that one that will not do is told before anything is made.</summary>
    public Action<IWebHostBuilder> Configure()
    {
        foreach (var address in Address.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) RequireFree(address);
        if (!IsTls && (Certificate ?? Key) is not null) throw new CommandException(
            $"--certificate is for --listen https://..., and --listen {Address} is plain http: give an https address, or leave the certificate out.")
        { ExitCode = ExitCode.Usage };
        if (!IsTls) return host => host.UseUrls(Address);
        var (own, chain) = Load();
        return host => host.UseUrls(Address).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            Tls.Restrict(https);
            (https.ServerCertificate, https.ServerCertificateChain) = (own, chain);
        }));
    }

    /// <summary>Tried before a folder, a key or a database is made.</summary>
    private static void RequireFree(string text)
    {
        var address = Parse(text);
        if (address.IsUnixPipe || address.IsNamedPipe) return;
        try
        {
            Try(Endpoint(address));
        }
        catch (SocketException refused)
        {
            throw new CommandException($"--listen {text}: {refused.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"port {address.Port} is not free. Stop what listens there, or choose another port.",
                SocketError.AddressNotAvailable => $"{address.Host} is no address of this machine.{Here()}",
                SocketError.AccessDenied => $"this account may not listen at port {address.Port}. Choose one above 1023, or allow it.",
                _ => refused.Message,
            }}", refused);
        }
    }

    private static BindingAddress Parse(string text)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text);
        }
        catch (FormatException)
        {
            throw Usage(text, "this is not an address such as http://127.0.0.1:8080.");
        }
        return address switch
        {
            { Scheme: not ("http" or "https") } => throw Usage(text, "give an address that begins with http:// or https://."),
            { PathBase.Length: > 0 } => throw Usage(text, "leave out what stands behind the port: Latchkey has a host of its own."),
            { Port: < IPEndPoint.MinPort or > IPEndPoint.MaxPort } => throw Usage(text,
                $"there is no port {address.Port}, only those up to {IPEndPoint.MaxPort}."),
            _ => address,
        };
    }

    private static CommandException Usage(string text, string why) => new($"--listen {text}: {why}") { ExitCode = ExitCode.Usage };

    private static string Here() => LanAddresses.Find() is { Count: > 0 } here ? $" It has {string.Join(", ", here)}." : "";

    /// <summary>What Kestrel would bind: a name other than localhost is every address of the machine.</summary>
    private static IPEndPoint Endpoint(BindingAddress address) => IPAddress.TryParse(address.Host.Trim('[', ']'), out var given) ? new(given, address.Port)
        : new(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any, address.Port);

    private static void Try(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(endpoint);
        socket.Listen();
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
