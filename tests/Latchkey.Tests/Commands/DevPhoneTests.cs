using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>A development server that is reached from elsewhere than its own machine: by the network, by a tunnel, by an emulator.</summary>
public sealed class DevPhoneTests : IDisposable
{
    /// <summary>An address that every machine has, in place of one in a network; a Mac's loopback has but one.</summary>
    private static readonly string Lan = OperatingSystem.IsMacOS() ? Latchkey.Cli.Commands.LanAddresses.Find()[0].ToString() : "127.0.0.2";

    private readonly LatchkeyProgram latchkey = new();

    private string Data => Path.Combine(latchkey.Home, "data");

    private JsonNode Facts => JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "dev.json")))!;

    private int Port(ServerProcess server) => int.Parse(server.Greeting.Split("/oauth2/default")[0].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose() => latchkey.Dispose();

    [Fact]
    public async Task In_the_network_it_speaks_https_with_a_certificate_of_an_authority_whose_fingerprint_it_shows()
    {
        await using var server = await ServerProcess.Dev(latchkey, Data, "--lan", Lan);
        var org = (string)Facts["orgUrl"]!;
        org.ShouldBe($"https://{Lan}:{Port(server)}");
        ((string)Facts["issuer"]!).ShouldBe(org + "/oauth2/default");

        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Data, "dev-ca.pem"));
        var fingerprint = string.Join(':', authority.GetCertHash(HashAlgorithmName.SHA256).Select(one => one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
        server.Greeting.ShouldContain($"SHA-256     {fingerprint}");
        server.Greeting.ShouldContain($"Vouches for localhost, 127.0.0.1, ::1, 10.0.2.2, host.docker.internal, {Lan}   until ");
        QrReader.Read(server.Greeting).ShouldBe($"{org}/dev/certificate");

        using var http = Trusting(authority);
        foreach (var host in (string[])[Lan, "127.0.0.1", "localhost", "10.0.2.2", "host.docker.internal"])
            JsonNode.Parse(await http.GetStringAsync(new Uri($"https://{host}:{Port(server)}/oauth2/default/.well-known/openid-configuration")))!["issuer"]!.ToString().ShouldBe($"{org}/oauth2/default", host);

        var page = await http.GetStringAsync(new Uri($"{org}/dev/certificate"));
        page.ShouldContain(fingerprint[..23]);
        var android = await http.GetAsync(new Uri($"{org}/dev/certificate/latchkey-development.crt"));
        (android.Content.Headers.ContentType!.MediaType, android.Content.Headers.ContentDisposition!.DispositionType).ShouldBe(("application/x-x509-ca-cert", "attachment"));
        (await android.Content.ReadAsByteArrayAsync()).ShouldBe(authority.RawData);
        var apple = await http.GetAsync(new Uri($"{org}/dev/certificate/latchkey-development.mobileconfig"));
        (apple.Content.Headers.ContentType!.MediaType, apple.Content.Headers.ContentDisposition).ShouldBe(("application/x-apple-aspen-config", null));
        var profile = XDocument.Parse(await apple.Content.ReadAsStringAsync());
        Convert.FromBase64String(profile.Descendants("data").Single().Value).ShouldBe(authority.RawData);
        profile.Descendants("string").Select(text => text.Value).ShouldContain("com.apple.security.root");
    }

    [Fact]
    public async Task The_program_itself_says_how_it_comes_to_trust_it_and_then_does()
    {
        if (!OperatingSystem.IsLinux()) return;         // elsewhere the system's trusted roots decide
        await using var server = await ServerProcess.Dev(latchkey, Data, "--lan", Lan);
        latchkey.Environment["LATCHKEY_CLIENT_ORGURL"] = (string)Facts["orgUrl"]!;
        latchkey.Environment["LATCHKEY_CLIENT_TOKEN"] = (string)Facts["apiToken"]!;
        (await latchkey.Run("users list")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("SSL_CERT_FILE=.latchkey/dev-ca.pem on Linux");
        latchkey.Environment["SSL_CERT_FILE"] = Path.Combine(Data, "dev-ca.pem");
        (await latchkey.Run("users list")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("mia@example.com");
    }

    [Fact]                                                             // rulings 14
    public async Task Strangers_in_the_network_read_no_mail_and_register_nothing()
    {
        await using var server = await ServerProcess.Dev(latchkey, Data, "--lan", Lan);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Data, "dev-ca.pem"));
        using var http = Trusting(authority);
        var (org, mail) = ((string)Facts["orgUrl"]!, (string)Facts["mail"]!);

        mail.ShouldMatch($"^{org}/dev/mail/[A-Za-z0-9_-]{{40,}}$");
        server.Greeting.ShouldContain(mail);
        foreach (var closed in (string[])["/dev/mail", "/dev/mail.json", "/dev/mail/", $"/dev/mail/{new string('x', 43)}"]) (await http.GetAsync(new Uri(org + closed))).StatusCode.ShouldBe(HttpStatusCode.NotFound, closed);
        (await http.GetStringAsync(new Uri(mail))).ShouldContain($"href=\"{new Uri(mail).AbsolutePath}\"");
        (await http.GetStringAsync(new Uri(mail + ".json"))).ShouldStartWith("[");
        (await http.GetStringAsync(new Uri(org))).ShouldNotContain("/dev/mail");

        using var client = new StringContent("""{"client_name":"Stranger","redirect_uris":["https://stranger.example/cb"]}""", MediaTypeHeaderValue.Parse("application/json"));
        (await http.PostAsync(new Uri($"{org}/oauth2/v1/clients"), client)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var registrant = new StringContent("""{"userProfile":{"firstName":"S","lastName":"T","email":"s@example.com","country":"Norway"}}""", MediaTypeHeaderValue.Parse("application/json"));
        (await http.PostAsync(new Uri($"{org}/api/v1/registration/reg1/register"), registrant)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_an_address_it_finds_one()
    {
        var here = Latchkey.Cli.Commands.LanAddresses.Find();
        if (here.Count == 0)
        {
            (await latchkey.Run($"dev --lan --port 0 --data {Data} --no-open")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("this machine is in no network");
            return;
        }
        await using var server = await ServerProcess.Dev(latchkey, Data, "--lan");
        ((string)Facts["orgUrl"]!).ShouldStartWith($"https://{here[0]}:");
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused_with_those_of_this_one() =>
        (await latchkey.Run($"dev --lan 203.0.113.77 --port 0 --data {Data} --no-open")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("203.0.113.77 is no address of this machine. It has ");

    [Fact]
    public async Task Through_a_tunnel_the_issuer_is_the_far_end_and_what_the_near_end_says_of_callers_counts()
    {
        await using var server = await ServerProcess.Dev(latchkey, Data, "--url", "https://phone-test.example.com");
        ((string)Facts["issuer"]!).ShouldBe("https://phone-test.example.com/oauth2/default");
        server.Greeting.ShouldContain("pass the host on");
        QrReader.Read(server.Greeting).ShouldBe("https://phone-test.example.com");
        var port = server.Greeting.Split("http://localhost:")[1].Split(' ')[0];

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        http.DefaultRequestHeaders.Host = "phone-test.example.com";
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var wrong = new StringContent("""{"username":"mia@example.com","password":"wrong"}""", MediaTypeHeaderValue.Parse("application/json"));
        (await http.PostAsync(new Uri("/api/v1/authn", UriKind.Relative), wrong)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Add("Authorization", $"SSWS {Facts["apiToken"]}");
        (await http.GetStringAsync(new Uri("/api/v1/logs?filter=outcome.result%20eq%20%22FAILURE%22", UriKind.Relative))).ShouldContain("203.0.113.9");
        (await http.GetAsync(new Uri("/dev/mail", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_name_an_emulator_has_for_the_machine_may_be_the_issuer_and_is_advised_against()
    {
        await using var server = await ServerProcess.Dev(latchkey, Data, "--url", "http://10.0.2.2:8080");
        ((string)Facts["issuer"]!).ShouldBe("http://10.0.2.2:8080/oauth2/default");
        server.Greeting.ShouldContain("the issuer is there for nobody else");
        server.Greeting.ShouldContain("adb reverse tcp:");
        ((string)Facts["mail"]!).ShouldStartWith("http://10.0.2.2:8080/dev/mail/");
    }

    [Fact]
    public async Task The_native_app_of_the_org_has_the_scheme_that_goes_with_its_address()
    {
        string[] Redirects() => [.. Facts["apps"]!["native"]!["redirectUris"]!.AsArray().Select(uri => (string)uri!)];
        await using (await ServerProcess.Dev(latchkey, Data)) Redirects().ShouldBe(["localhost:/callback", "http://127.0.0.1/callback", "http://[::1]/callback"]);
        await using (var server = await ServerProcess.Dev(latchkey, Data, "--url", "https://phone-test.example.com"))
        {
            Redirects().ShouldBe(["com.example.phone-test:/callback", "http://127.0.0.1/callback", "http://[::1]/callback"]);
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Add("Authorization", $"SSWS {Facts["apiToken"]}");
            var app = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://localhost:{server.Greeting.Split("http://localhost:")[1].Split(' ')[0]}/api/v1/apps/{Facts["apps"]!["native"]!["clientId"]}")))!;
            app["settings"]!["oauthClient"]!["redirect_uris"]![0]!.ToString().ShouldBe("com.example.phone-test:/callback");
            app["settings"]!["oauthClient"]!["post_logout_redirect_uris"]![0]!.ToString().ShouldBe("com.example.phone-test:/");
        }
        await using (await ServerProcess.Dev(latchkey, Data)) Redirects()[0].ShouldBe("localhost:/callback");
    }

    [Fact]
    public async Task On_its_own_machine_it_answers_an_emulator_and_a_container_and_says_how_a_phone_comes_there()
    {
        await using var server = await ServerProcess.Dev(latchkey, Data);
        var port = Port(server);
        server.Greeting.ShouldContain($"adb reverse tcp:{port} tcp:{port}");
        server.Greeting.ShouldContain("latchkey dev --lan");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        foreach (var (host, status) in new[] { ("10.0.2.2", 200), ("host.docker.internal", 200), ("localhost", 200), ("10.0.2.3", 404), ("rebound.example", 404) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/oauth2/default/.well-known/openid-configuration");
            request.Headers.Host = $"{host}:{port}";
            using var answer = await http.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(status, host);
            if (status == 200) JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["issuer"]!.ToString().ShouldBe($"http://localhost:{port}/oauth2/default", "there is one issuer");
        }
        (await http.GetAsync(new Uri("/dev/certificate", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Trusts that authority and nothing else, and finds every name on this machine.</summary>
    private static HttpClient Trusting(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            ConnectCallback = async (context, ct) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint.Host == Lan ? IPAddress.Parse(Lan) : IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
    }
}
