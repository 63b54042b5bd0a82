using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>The production server from the command line: who stands in front of it, and what it speaks itself.</summary>
public sealed class ListenersTests : IDisposable
{
    private readonly LatchkeyProgram latchkey = new();

    private string Data => Path.Combine(latchkey.Home, "data");

    public void Dispose() => latchkey.Dispose();

    private Task<ServerProcess> Serve(params string[] more) => ServerProcess.Start(latchkey, ready: "readable by this account alone.", ["serve", "--data", Data, .. more]);

    [Fact]                                                             // decision 0009
    public async Task Behind_an_unnamed_proxy_the_start_says_that_everybody_is_one_caller()
    {
        await using (var unnamed = await Serve("--url", "https://id.example.com", "--listen", "http://127.0.0.1:0")) unnamed.Greeting.ShouldContain("--proxy 127.0.0.1");
        await using (var named = await ServerProcess.Start(latchkey, "Latchkey serves", ["serve", "--data", Data, "--url", "https://id.example.com", "--listen", "http://127.0.0.1:0", "--proxy", "127.0.0.1", "--proxy", "10.0.0.0/8"])) named.Greeting.ShouldNotContain("one caller");
    }

    [Theory]
    [InlineData("nonsense", "neither an address nor a network"), InlineData("0.0.0.0/0", "would trust whoever connects"), InlineData("::/0", "would trust whoever connects")]
    public async Task What_is_no_proxy_ends_the_start_with_what_to_write(string proxy, string saying)
    {
        var ended = (await latchkey.Run(["serve", "--url", "https://id.example.com", "--data", Data, "--listen", "http://127.0.0.1:0", "--proxy", proxy])).ShouldEnd(ExitCode.Failed);
        ended.Errors.ShouldContain("--proxy " + proxy);
        ended.Errors.ShouldContain(saying);
        ended.Errors.ShouldNotContain("   at ");
        File.Exists(Path.Combine(Data, "latchkey.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_tls_listener_without_a_certificate_says_what_is_missing()
    {
        (await latchkey.Run(["serve", "--url", "https://id.example.com", "--data", Data, "--listen", "https://127.0.0.1:0"])).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("--certificate FILE");
        (await latchkey.Run(["serve", "--url", "https://id.example.com", "--data", Data, "--listen", "https://127.0.0.1:0", "--certificate", "none.pem"])).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("none.pem");
    }

    [Fact]                                                             // RFC 9325 §3.1.1, §4.2
    public async Task Every_tls_listener_speaks_ECDHE_with_AES_GCM_and_TLS_1_3_and_nothing_else()
    {
        var development = await ServerProcess.Dev(latchkey, Path.Combine(latchkey.Home, "dev"), "--https");
        await using (development) await ShouldSpeakOnlyThese(PortIn(development.Greeting), [TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384]);

        using (var key = RSA.Create(2048))
        {
            using var certificate = new CertificateRequest("CN=id.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
            await File.WriteAllTextAsync(Path.Combine(latchkey.Home, "both.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        }
        var port = FreePort();
        await using var production = await Serve("--url", "https://id.example.com", "--listen", $"https://127.0.0.1:{port}", "--certificate", "both.pem");
        production.Greeting.ShouldNotContain("one caller");
        await ShouldSpeakOnlyThese(port, [TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]);
    }

    private static async Task ShouldSpeakOnlyThese(int port, TlsCipherSuite[] suites)
    {
        if (OperatingSystem.IsWindows()) return;                       // the system chooses there, and the start says so
        (await Negotiated(port, SslProtocols.Tls13)).ShouldNotBeNull();
        foreach (var suite in suites) (await Negotiated(port, SslProtocols.Tls12, suite)).ShouldBe(suite);
        foreach (var suite in (TlsCipherSuite[])
            [TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
             TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, TlsCipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
             TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256])
            (await Negotiated(port, SslProtocols.Tls12, suite)).ShouldBeNull(suite.ToString());
    }

    /// <summary>What a client that offers only this ends up with; null when it is turned away.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static async Task<TlsCipherSuite?> Negotiated(int port, SslProtocols protocol, params TlsCipherSuite[] offered)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost", EnabledSslProtocols = protocol, RemoteCertificateValidationCallback = (_, _, _, _) => true,
                CipherSuitesPolicy = offered.Length == 0 ? null : new CipherSuitesPolicy(offered),
            });
            return tls.NegotiatedCipherSuite;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return null;
        }
    }

    private static int PortIn(string greeting) => new Uri(greeting.Split('\n').Single(line => line.Contains("is ready at", StringComparison.Ordinal)).Split("is ready at ")[1].Trim()).Port;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
