using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Web;

/// <summary>Clients that say in the address what belongs into the body: what is read there, what never is, and who sees it. Contract §2.0.</summary>
public sealed class HiddenQueryTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string InAddress = "Client credentials cannot be supplied via query parameters.";

    private Task<Seen> Post(string url, string body = "", string? type = Form) =>
        Org.Exchange(HttpMethod.Post, url, type is null ? body.Length == 0 ? null : Asking.Of(System.Text.Encoding.UTF8.GetBytes(body), "text/plain") : Asking.Of(System.Text.Encoding.UTF8.GetBytes(body), type));

    private static void ShouldBe(Seen answer, int status, string? error = null, string? description = null)
    {
        answer.Status.ShouldBe(status, answer.Text);
        if (error is not null) JsonNode.Parse(answer.Text)!["error"]!.ToString().ShouldBe(error);
        if (description is not null) JsonNode.Parse(answer.Text)!["error_description"]!.ToString().ShouldBe(description);
    }

    private static string Query(params (string Name, string Value)[] parameters) => string.Join('&', parameters.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"));

    private static readonly (string, string) Type = ("client_assertion_type", SigningApp.AssertionType), Grant = ("grant_type", "client_credentials");

    [Theory]                                                           // okta-sdk-golang 2.x, Terraform and okta-sdk-java: all of it in the address, and nothing in the body
    [InlineData(Form), InlineData(null), InlineData("application/json")]
    public async Task A_service_says_its_whole_request_in_the_address(string? type)
    {
        using var key = new AppKey("RS256");
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.users.read"]);
        foreach (var (issuer, endpoint, scope) in ((string, string, string)[])[(Org.Url, Org.Url + "/oauth2/v1/token", "okta.users.read"), (Org.Issuer, Org.Issuer + "/v1/token", "orders:read")])
        {
            var answer = await Post($"{endpoint}?{Query(Grant, ("scope", scope), Type, ("client_assertion", app.Assertion(issuer)))}", type: type);
            ShouldBe(answer, 200);
            JsonNode.Parse(answer.Text)!["scope"]!.ToString().ShouldBe(scope);
            answer.Headers["Cache-Control"].ShouldContain("no-store");
        }
    }

    [Fact]                                                             // okta-sdk-python 2.x: the assertion alone in the body
    public async Task A_service_says_all_but_its_assertion_in_the_address()
    {
        using var key = new AppKey("RS256");
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.users.read"]);
        ShouldBe(await Post($"{Org.Url}/oauth2/v1/token?{Query(Grant, ("scope", "okta.users.read"), Type)}", Query(("client_assertion", app.Assertion(Org.Url)))), 200);
    }

    [Theory]                                                           // okta-oidc-android: all of it in the address; okta-oidc-xamarin: the client there and the token in the body
    [InlineData(true, Form), InlineData(true, null), InlineData(false, Form)]
    public async Task A_phone_asks_of_its_tokens_and_gives_them_up_in_the_address(bool tokenToo, string? type)
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        Task<Seen> At(string endpoint, string token, string hint)
        {
            var (id, rest) = (Query(("client_id", Org.NativeApp.ClientId)), Query(("token", token), ("token_type_hint", hint)));
            return tokenToo ? Post($"{Org.Issuer}/v1/{endpoint}?{id}&{rest}", type: type) : Post($"{Org.Issuer}/v1/{endpoint}?{id}", rest, type);
        }
        foreach (var (token, hint) in ((string, string)[])[(tokens.AccessToken, "access_token"), (tokens.RefreshToken, "refresh_token"), (tokens.IdToken, "id_token")])
            JsonNode.Parse((await At("introspect", token, hint)).Text)!["active"]!.GetValue<bool>().ShouldBeTrue(hint);
        foreach (var (token, hint) in ((string, string)[])[(tokens.AccessToken, "access_token"), (tokens.RefreshToken, "refresh_token")])
        {
            var revoked = await At("revoke", token, hint);
            (revoked.Status, revoked.Text, revoked.MediaType).ShouldBe((200, "", null));
            JsonNode.Parse((await At("introspect", token, hint)).Text)!.ToJsonString().ShouldBe("""{"active":false}""");
        }
    }

    [Fact]                                                             // okta-oidc-xamarin refreshes with its id in the address
    public async Task A_phone_refreshes_with_its_id_in_the_address()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        ShouldBe(await Post($"{Org.Issuer}/v1/token?client_id={Org.NativeApp.ClientId}", Query(("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken), ("scope", "openid offline_access"), ("redirect_uri", Org.NativeApp.RedirectUri))), 200);
    }

    [Theory]                                                           // RFC 6749 §2.3.1, RFC 9700 §4.3.2: addresses end in logs
    [InlineData("client_secret"), InlineData("code"), InlineData("code_verifier"), InlineData("password"), InlineData("refresh_token"), InlineData("assertion"), InlineData("request"), InlineData("device_code"), InlineData("subject_token"), InlineData("actor_token"), InlineData("device_secret"), InlineData("access_token")]
    public async Task What_opens_something_is_refused_in_an_address(string name)
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        var good = $"{Query(Grant, ("scope", "orders:read"), Type)}&client_assertion={app.Assertion(Org.Issuer)}";
        foreach (var endpoint in (string[])["token", "introspect", "revoke", "par", "device/authorize", "bc/authorize"])
        {
            ShouldBe(await Post($"{Org.Issuer}/v1/{endpoint}?{name}=x", good + "&token=x"), 400, "invalid_request", InAddress);
            ShouldBe(await Post($"{Org.Issuer}/v1/{endpoint}?{name}=", good + "&token=x"), 400, "invalid_request", InAddress);
        }
    }

    [Fact]                                                             // an assertion, for the one grant that takes nothing else
    public async Task An_assertion_in_an_address_counts_for_client_credentials_alone()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        string Address(string endpoint) => $"{Org.Issuer}/v1/{endpoint}?{Query(Type, ("client_assertion", app.Assertion(Org.Issuer)))}";
        foreach (var grant in (string[])["authorization_code", "refresh_token", "password", "urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange", "urn:openid:params:grant-type:ciba"])
            ShouldBe(await Post(Address("token"), Query(("grant_type", grant), ("assertion", "x"), ("code", "x"), ("refresh_token", "x"))), 400, "invalid_request", InAddress);
        foreach (var endpoint in (string[])["introspect", "revoke", "par", "device/authorize", "bc/authorize"])
            ShouldBe(await Post(Address(endpoint), "token=x"), 400, "invalid_request", InAddress);
        // A grant that is named there without an assertion is not read there.
        ShouldBe(await Post($"{Org.Issuer}/v1/token?{Query(Grant, ("scope", "orders:read"))}", Query(("client_id", Org.Facts.Apps.Service.ClientId), ("client_secret", Org.Facts.Apps.Service.ClientSecret!))), 400, "invalid_request");
    }

    [Fact]                                                             // RFC 6749 §3.2: once, wherever it stands
    public async Task A_parameter_in_the_address_and_in_the_body_is_repeated()
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key);
        var whole = ((string Name, string Value)[])[Grant, ("scope", "orders:read"), Type, ("client_assertion", app.Assertion(Org.Issuer)), ("client_id", app.Id)];
        foreach (var twice in whole)
            ShouldBe(await Post($"{Org.Issuer}/v1/token?{Query(twice)}", Query(whole)), 400, "invalid_request", $"The '{twice.Name}' parameter must not be repeated.");
        ShouldBe(await Post($"{Org.Issuer}/v1/token?{Query(whole)}&scope=x"), 400, "invalid_request", "The 'scope' parameter must not be repeated.");
        foreach (var endpoint in (string[])["introspect", "revoke"])
        {
            ShouldBe(await Post($"{Org.Issuer}/v1/{endpoint}?token=x", Query(("token", "x"), ("client_id", Org.NativeApp.ClientId))), 400, "invalid_request", "The 'token' parameter must not be repeated.");
            ShouldBe(await Post($"{Org.Issuer}/v1/{endpoint}?client_id={Org.NativeApp.ClientId}&client_id={Org.NativeApp.ClientId}", "token=x"), 400, "invalid_request", "The 'client_id' parameter must not be repeated.");
        }
        ShouldBe(await Post($"{Org.Issuer}/v1/token?{Query(whole)}&more=1&more=2"), 200);      // what nobody reads may come as often as it likes
        ShouldBe(await Post($"{Org.Issuer}/v1/token?client_id=a%00b"), 400, "invalid_request", "The request could not be read.");
    }

    [Theory]                                                           // RFC 9700 §4.3.2: not even the framework's own lines, nor whoever traces requests
    [InlineData("/oauth2/v1/token"), InlineData("/oauth2/default/v1/token"), InlineData("/oauth2/default/v1/introspect"), InlineData("/oauth2/default/v1/revoke"), InlineData("/oauth2/default/v1/TOKEN/"), InlineData("/oauth2/default/v1/tok%65n")]
    public async Task No_log_trace_or_error_shows_what_stood_in_the_address(string path)
    {
        using var seen = new Witness(Org.Services);
        using var key = new AppKey();
        var app = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.users.read"]);
        var assertion = app.Assertion(path.Contains("default", StringComparison.Ordinal) ? Org.Issuer : Org.Url);
        string[] answers =
        [
            (await Post($"{path}?{Query(Grant, ("scope", "okta.users.read"), Type, ("client_assertion", assertion))}")).Text,
            (await Post($"{path}?{Query(("client_id", Org.NativeApp.ClientId), ("token", assertion))}")).Text,
            (await Post($"{path}?{Query(("client_secret", assertion))}", "{", "application/json")).Text,
            (await Org.Visit($"{path}?token={assertion}")).Text,
        ];
        // The next request over the same connection has none of it.
        (await Post($"{Org.Issuer}/v1/introspect", "token=x&client_id=" + Org.NativeApp.ClientId)).Status.ShouldBe(200);
        ShouldBe(await Post($"{Org.Issuer}/v1/introspect", "token=x"), 401, "invalid_client");

        seen.Lines.ShouldContain(line => line.Contains("/oauth2/", StringComparison.Ordinal));
        var signature = assertion.Split('.')[2];
        foreach (var line in seen.Lines.Concat(answers)) line.ShouldNotContain(signature);
    }

    /// <summary>Hears every line of every logger, and sees each request as diagnostics and traces do.</summary>
    private sealed class Witness : ILoggerProvider, ILogger, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly ActivityListener activities;
        private readonly IDisposable diagnostics;

        public Witness(IServiceProvider services)
        {
            activities = new() { ShouldListenTo = _ => true, Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = Stopped };
            ActivitySource.AddActivityListener(activities);
            diagnostics = DiagnosticListener.AllListeners.Subscribe(this);
            services.GetRequiredService<ILoggerFactory>().AddProvider(this);
        }

        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void OnNext(DiagnosticListener value) => value.Subscribe(this);

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is HttpContext http && http.Features.Get<IHttpRequestFeature>() is { } request) Lines.Enqueue($"{request.Path} {request.QueryString} {request.RawTarget} {http.Request.QueryString}");
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            activities.Dispose();
            diagnostics.Dispose();
        }

        private void Stopped(Activity activity)
        {
            // What the test's own client calls is not the server's to hide.
            if (activity.Kind == ActivityKind.Server) Lines.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}");
        }
    }
}
