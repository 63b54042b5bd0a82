using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Testing;

/// <summary>
/// A whole Latchkey org inside a test run: the real server on a loopback port, on a real database in a folder of its own,
/// with a clock that the test moves. Seeded like <c>latchkey dev</c>: an admin, a person and an app of each kind.
/// </summary>
public sealed class TestOrg : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly OrgData data;
    private readonly Socket socket;
    private bool stopped;
    private bool leavesData;

    /// <summary>Stands between the clients of every org and the org: our own tests hear there what is answered.</summary>
    internal static Func<HttpMessageHandler, HttpMessageHandler> Listening { get; set; } = handler => handler;

    private TestOrg(WebApplication app, OrgData data, Socket socket, FakeClock clock, DevFacts facts, Faults faults)
    {
        (this.app, this.data, this.socket, Clock, Facts, Faults) = (app, data, socket, clock, facts, faults);
        Http = new HttpClient(Listening(HandlerFor(facts, socket))) { BaseAddress = new Uri(facts.OrgUrl) };
        Api = new HttpClient(Listening(HandlerFor(facts, socket))) { BaseAddress = new Uri(facts.OrgUrl) };
        Api.DefaultRequestHeaders.Add("Authorization", "SSWS " + facts.ApiToken);
    }

    /// <summary>The time everything in the org goes by.</summary>
    public FakeClock Clock { get; }

    /// <summary>Lost answers, limits, slow servers: what real networks do, on demand.</summary>
    public Faults Faults { get; }

    /// <summary>What was seeded: addresses, people with their passwords, apps with their ids.</summary>
    public DevFacts Facts { get; }

    /// <summary>The org's address, without a trailing slash.</summary>
    public string Url => Facts.OrgUrl;

    /// <summary>The issuer of its default authorization server.</summary>
    public string Issuer => Facts.Issuer;

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; }

    /// <summary>The management API, as the admin.</summary>
    public HttpClient Api { get; }

    /// <summary>The server's own objects, for a test that has to look behind its doors.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts an org. It lives until it is disposed, and takes its database and its port with it.</summary>
    /// <example><code>
    /// await using var org = await TestOrg.StartAsync();                                                              // SQLite, a clock that stands still
    /// await using var live = await TestOrg.StartAsync(clock: FakeClock.Running());                                   // for apps in processes of their own
    /// await using var strict = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 1 });         // the limits of a real server
    /// </code></example>
    /// <param name="settings">
    /// Changes to how the server runs, if any. Unlike a real server, a test's hashes passwords with few rounds (<c>PasswordIterations</c>),
    /// has wide rate limits (<c>RateLimitFactor</c>) and lets anybody register (<c>OpenRegistration</c>).
    /// </param>
    /// <param name="clock">A clock shared with something else, or <see cref="FakeClock.Running"/>; otherwise a fresh one that stands still.</param>
    /// <param name="postgres">A PostgreSQL database to use. Null: SQLite, or what LATCHKEY_TEST_DATABASE says.</param>
    public static async Task<TestOrg> StartAsync(Func<ServerSettings, ServerSettings>? settings = null, FakeClock? clock = null, string? postgres = null)
    {
        SparePairs.Begin();
        var data = await OrgData.CreateAsync(postgres);
        // Bound before the server is built: its address is part of every issuer.
        var socket = Listen(0);
        var chosen = new ServerSettings
        {
            BaseUrl = new Uri($"http://localhost:{PortOf(socket)}"), DataFolder = data.Folder, Postgres = data.Postgres,
            Development = true, OpenRegistration = true,
            // Cheap enough for hundreds of sign-ins in a test run; the real cost is tested where it matters.
            PasswordIterations = 1_000, RateLimitFactor = 1_000,
        };
        chosen = settings?.Invoke(chosen) ?? chosen;
        await data.PrepareAsync(chosen);
        return await StartAsync(chosen, data, socket, clock ?? new FakeClock());
    }

    /// <summary>
    /// Stops the server and starts another over the same data, at the same address and time. This org is over then; what it
    /// answers is nothing, and the new one is to be disposed of in its place.
    /// </summary>
    public async Task<TestOrg> RestartAsync()
    {
        var (settings, port) = (Services.GetRequiredService<ServerSettings>(), PortOf(socket));
        leavesData = true;
        await DisposeAsync();
        return await StartAsync(settings, data, Listen(port), Clock);
    }

    /// <summary>
    /// Starts a second server over the same data, beside this one: a replica with the same public address. Its
    /// <see cref="Http"/>, <see cref="Api"/> and apps reach that one; dispose of it first.
    /// </summary>
    public async Task<TestOrg> StartReplicaAsync()
    {
        var replica = await StartAsync(Services.GetRequiredService<ServerSettings>(), data, Listen(0), Clock);
        replica.leavesData = true;
        return replica;
    }

    private static async Task<TestOrg> StartAsync(ServerSettings chosen, OrgData data, Socket socket, FakeClock clock)
    {
        var faults = new Faults(clock);
        var app = await LatchkeyServer.Build(chosen, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IStartupFilter>(new OrgDate(clock));
            builder.Services.AddSingleton<IStartupFilter>(new Faults.Filter(faults));
            builder.Services.AddSingleton<FreshPair>(data.Pairs.Take);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenHandle((ulong)socket.Handle));
        }, clock);
        var facts = await app.Services.GetRequiredService<DevSeed>().Run(CancellationToken.None);
        await app.StartAsync();
        return new TestOrg(app, data, socket, clock, facts, faults);
    }

    private static Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen(512);
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>Replicas share an address and have a port each.</summary>
    private static SocketsHttpHandler HandlerFor(DevFacts facts, Socket here)
    {
        var (handler, port) = (LoopbackHandler(), PortOf(here));
        if (new Uri(facts.OrgUrl).Port == port) return handler;
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }

    /// <summary>A fresh browser: no cookies, follows redirects only when told.</summary>
    public TestBrowser Browser() => new(new Uri(Url), HandlerFor(Facts, socket));

    /// <summary>The seeded native app, public, with rotating refresh tokens and loopback and custom-scheme callbacks.</summary>
    public TestApp NativeApp => new(this, Facts.Apps.Native.ClientId, null, "http://127.0.0.1/callback");

    /// <summary>The seeded confidential web app.</summary>
    public TestApp WebApp => new(this, Facts.Apps.Web.ClientId, Facts.Apps.Web.ClientSecret, Facts.Apps.Web.RedirectUris![0]);

    /// <summary>The seeded person.</summary>
    public TestPerson Person => new(Facts.Person.Login, Facts.Person.Password, null);

    /// <summary>Makes an app through the management API; everyone is assigned to it.</summary>
    /// <param name="type">native, web, browser or service.</param>
    /// <param name="client">Settings of <c>settings.oauthClient</c> beyond the defaults, if any.</param>
    /// <param name="assigned">False leaves it without anyone.</param>
    public async Task<TestApp> CreateAppAsync(string type = "native", JsonObject? client = null, bool assigned = true)
    {
        var oauth = client?.DeepClone().AsObject() ?? [];
        oauth["application_type"] = type;
        oauth["grant_types"] ??= type == "service" ? new JsonArray("client_credentials") : new JsonArray("authorization_code", "refresh_token");
        if (type == "service") oauth["response_types"] ??= new JsonArray("token");
        if (type != "service") oauth["redirect_uris"] ??= new JsonArray("http://127.0.0.1/callback", "com.example.app:/callback");
        var body = new JsonObject
        {
            ["name"] = "oidc_client", ["label"] = "App " + Secrets.Digits(8), ["signOnMode"] = "OPENID_CONNECT",
            ["settings"] = new JsonObject { ["oauthClient"] = oauth },
        };
        var created = await SendAsync(HttpMethod.Post, "/api/v1/apps", body);
        var credentials = created["credentials"]!["oauthClient"]!;
        var id = credentials["client_id"]!.GetValue<string>();
        if (assigned)
        {
            var everyone = (await SendListAsync("/api/v1/groups?search=" + Uri.EscapeDataString("profile.name eq \"everyone\"")))[0]!["id"]!.GetValue<string>();
            await SendAsync(HttpMethod.Put, $"/api/v1/apps/{id}/groups/{everyone}", new JsonObject { ["priority"] = 2 });
        }
        return new TestApp(this, id, credentials["client_secret"]?.GetValue<string>(), oauth["redirect_uris"]?[0]?.GetValue<string>() ?? "");
    }

    /// <summary>Makes an active person with a password, through the management API.</summary>
    /// <param name="login">An address to sign in with; a new one unless given.</param>
    public async Task<TestPerson> CreatePersonAsync(string? login = null)
    {
        var name = login ?? $"person{Secrets.Digits(10)}@example.com";
        const string password = "Correct-Horse-7";
        var created = await SendAsync(HttpMethod.Post, "/api/v1/users?activate=true", new JsonObject
        {
            ["profile"] = new JsonObject { ["login"] = name, ["email"] = name, ["firstName"] = "Test", ["lastName"] = "Person" },
            ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = password } },
        });
        return new TestPerson(name, password, created["id"]!.GetValue<string>());
    }

    /// <summary>
    /// Puts the next signing key of the default authorization server to use, through the management API. Tokens signed before
    /// still verify. The clock is moved by the twelve minutes that a server wants between two rotations.
    /// </summary>
    /// <returns>The id (<c>kid</c>) of the key that signs now.</returns>
    public async Task<string> RotateKeysAsync()
    {
        const string server = "/api/v1/authorizationServers/default";
        var described = await SendAsync(HttpMethod.Get, server);
        described["credentials"]!["signing"]!["rotationMode"] = "MANUAL";
        await SendAsync(HttpMethod.Put, server, described);
        Clock.Advance(TimeSpan.FromMinutes(12));
        var keys = (JsonArray)(await CallAsync(HttpMethod.Post, server + "/credentials/lifecycle/keyRotate", new JsonObject { ["use"] = "sig" }))!;
        return keys.First(key => key!["status"]!.GetValue<string>() == "ACTIVE" && key["kty"]!.GetValue<string>() == "RSA")!["kid"]!.GetValue<string>();
    }

    /// <summary>What the org has mailed, newest first: activation and reset links, codes.</summary>
    /// <param name="to">Only to this address; to everybody unless given.</param>
    public async Task<IReadOnlyList<TestMail>> MailsAsync(string? to = null)
    {
        var mails = JsonNode.Parse(await Http.GetStringAsync("/dev/mail.json"))!.AsArray().Select(mail => new TestMail(
            mail!["to"]!.GetValue<string>(), mail["subject"]!.GetValue<string>(), mail["text"]!.GetValue<string>(), mail["html"]!.GetValue<string>(),
            [.. mail["links"]!.AsArray().Select(link => link!.GetValue<string>())]));
        return [.. mails.Where(mail => to is null || mail.To == to)];
    }

    /// <summary>
    /// An access token of the default authorization server for an API under test, without anybody signing in: signed by the
    /// org's own key, so the API checks it as it would any other. One for an app with a <see cref="TestApp.Key"/> is bound to that key.
    /// </summary>
    /// <param name="scopes">What it allows.</param>
    /// <param name="person">Whom it is for; null: the app itself.</param>
    /// <param name="app">The app it was issued to; the seeded native one unless given.</param>
    /// <param name="lifetime">How long it counts; an hour unless given.</param>
    /// <param name="signIn">How the person proved who they are: null for a password just now. RFC 9470.</param>
    /// <param name="claims">What it says beyond that, or otherwise; null takes a claim out.</param>
    /// <example><code>
    /// var support = await org.MintAccessTokenAsync(["orders:read"], org.Person, claims: new() { ["groups"] = new JsonArray("support") });
    /// var foreign = await org.MintAccessTokenAsync(["orders:read"], org.Person, claims: new() { ["aud"] = "api://another" });
    /// </code></example>
    public async Task<string> MintAccessTokenAsync(
        IReadOnlyList<string> scopes, TestPerson? person = null, TestApp? app = null, TimeSpan? lifetime = null, TestSignIn? signIn = null,
        JsonObject? claims = null)
    {
        var org = (await Services.GetRequiredService<OrgDirectory>().Default(CancellationToken.None))!;
        var server = (await Services.GetRequiredService<AuthorizationServers>().Find(org, AuthorizationServers.DefaultId, CancellationToken.None))!;
        using var said = await Services.GetRequiredService<TokenIssuer>().AccessTokenClaims(new Granted
        {
            Server = server, App = (await Services.GetRequiredService<Apps>().Find(org.Id, (app ?? NativeApp).ClientId, CancellationToken.None))!,
            User = person is null ? null : await Services.GetRequiredService<Users>().FindByLogin(org.Id, person.Login, CancellationToken.None),
            Scopes = scopes, Rule = new AccessPolicyRule("", "minted in a test", 1, true, true, [], [], [], [], [], 60, 0, 0),
            KeyThumbprint = app?.Key?.Thumbprint,
            AuthenticatedAt = person is null ? null : signIn?.At ?? Clock.GetUtcNow(), Amr = "pwd", Acr = signIn?.Acr,
        }, CancellationToken.None);
        var token = (JsonObject)JsonNode.Parse(said.Written)!;
        if (lifetime is { } counts) token[Claim.Expires] = (Clock.GetUtcNow() + counts).ToUnixTimeSeconds();
        foreach (var (name, value) in claims ?? [])
        {
            if (value is null) token.Remove(name);
            else token[name] = value.DeepClone();
        }
        return Jws.Sign(await Services.GetRequiredService<KeyRing>().Active(server, CancellationToken.None), JsonSerializer.SerializeToUtf8Bytes(token));
    }

    /// <summary>A call to the management API that must succeed.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="path">From <c>/api/v1</c> on.</param>
    /// <param name="body">The JSON to send, if any.</param>
    /// <returns>The answer; empty when there is none.</returns>
    /// <exception cref="InvalidOperationException">It was refused; the message holds the answer.</exception>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body = null) =>
        (await CallAsync(method, path, body)) as JsonObject ?? [];

    /// <summary>A list from the management API.</summary>
    /// <param name="path">From <c>/api/v1</c> on.</param>
    public async Task<JsonArray> SendListAsync(string path) => (JsonArray)(await CallAsync(HttpMethod.Get, path, null))!;

    private async Task<JsonNode?> CallAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        using var answer = await Api.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Connects every *.localhost name to this machine, as browsers do (RFC 6761 §6.3).</summary>
    public static SocketsHttpHandler LoopbackHandler() => new()
    {
        AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = Localhost.ConnectAsync,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (stopped) return;
        stopped = true;
        Http.Dispose();
        Api.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        socket.Dispose();
        if (!leavesData) await data.DisposeAsync();
    }
}
