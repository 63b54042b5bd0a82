using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Native.Tests;

public sealed class TokenHandlerTests : NativeTest
{
    private ScriptedProvider elsewhere = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        elsewhere = await ScriptedProvider.Start();
    }

    public override async Task DisposeAsync()
    {
        await elsewhere.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]                                                             // RFC 6750 §2.1
    public async Task The_token_goes_to_the_configured_origin_only()
    {
        using var api = await Api();
        (await api.GetStringAsync("orders")).ShouldBe("""[{"id":1}]""");

        using var answer = await api.GetAsync(new Uri(elsewhere.Address, "orders"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        elsewhere.Requests.Single().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task A_synchronous_call_carries_the_token_too()
    {
        using var api = await Api();
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders");
        using var answer = api.Send(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_port_scheme_or_name_is_another_origin()
    {
        using var api = await Api();
        using var answer = await api.GetAsync(new UriBuilder(Provider.Address) { Host = "localhost", Path = "orders" }.Uri);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Provider.Requests.Last().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task An_authorization_of_the_callers_own_is_left_alone()
    {
        using var api = await Api();
        using var request = new HttpRequestMessage(HttpMethod.Get, "orders") { Headers = { Authorization = new("Bearer", "mine") } };
        using var answer = await api.SendAsync(request);
        Provider.Requests.Last().Authorization.ShouldBe("Bearer mine");
    }

    [Fact]                                                             // RFC 6750 §3.1
    public async Task A_token_the_api_no_longer_takes_is_replaced_and_the_request_sent_once_more()
    {
        using var api = await Api();
        Provider.ForgetAccessTokens();
        using var answer = await api.PostAsJsonAsync("orders", new { item = 1 });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task Many_refused_requests_cause_one_refresh()
    {
        using var api = await Api();
        Provider.ForgetAccessTokens();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.GetAsync("orders")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task The_second_refusal_is_the_callers()
    {
        using var api = await Api();
        Provider.OnApi = http =>
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return Task.FromResult(true);
        };
        using var answer = await api.GetAsync("orders");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Provider.Requests.Count(r => r.Path == "/orders").ShouldBe(2);
    }

    [Theory]                                                           // RFC 6750 §3.1
    [InlineData(401, "Bearer error=\"insufficient_scope\"")]
    [InlineData(403, "Bearer error=\"invalid_token\"")]
    [InlineData(401, "Basic realm=\"x\"")]
    public async Task Other_refusals_are_not_retried(int status, string challenge)
    {
        using var api = await Api();
        Provider.OnApi = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.WWWAuthenticate = challenge;
            return Task.FromResult(true);
        };
        using var answer = await api.GetAsync("orders");
        ((int)answer.StatusCode).ShouldBe(status);
        Provider.Requests.Count(r => r.Path == "/orders").ShouldBe(1);
        Provider.Refreshes.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_was_read_is_not_sent_again()
    {
        using var api = await Api();
        Provider.ForgetAccessTokens();
        using var answer = await api.PostAsync("orders", new StreamContent(new MemoryStream([1, 2, 3])));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_origin_never_takes_the_token_along(int status)
    {
        using var api = await Api();
        elsewhere.OnApi = http =>
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";       // it asks for it
            return Task.FromResult(true);
        };
        Provider.OnApi = http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = new Uri(elsewhere.Address, "orders").AbsoluteUri;
            return Task.FromResult(true);
        };
        using var answer = await api.GetAsync("orders");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        elsewhere.Requests.ShouldNotBeEmpty();
        elsewhere.Requests.ShouldAllBe(r => r.Authorization == null);
        Provider.Refreshes.ShouldBe(0);
    }

    [Fact]
    public async Task A_redirect_within_the_origin_keeps_working()
    {
        using var api = await Api();
        Provider.OnApi = http =>
        {
            if (http.Request.Query.ContainsKey("moved")) return Task.FromResult(false);
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = "/orders?moved=1";
            return Task.FromResult(true);
        };
        (await api.GetStringAsync("orders")).ShouldBe("""[{"id":1}]""");
        Provider.Refreshes.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_signed_in_means_sign_in()
    {
        using var api = new HttpClient(LatchkeyTokenHandler.WithConnection(App(), Provider.Address));
        (await Refused(() => api.GetAsync(new Uri(Provider.Address, "orders")))).Kind.ShouldBe(SignInErrorKind.SessionExpired);
    }

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://user@127.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    public void Origins_that_would_send_the_token_in_the_clear_are_refused(string origin) =>
        Should.Throw<ArgumentException>(() => new LatchkeyTokenHandler(App(), new Uri(origin)));

    [Fact]
    public async Task Dependency_injection_gives_one_client_and_a_handler_for_the_configured_origins()
    {
        var services = new ServiceCollection();
        services.AddLatchkey(o =>
        {
            var mine = Options();
            (o.Issuer, o.ClientId, o.DataDirectory, o.KeyStorage, o.Browser, o.Clock) = (mine.Issuer, mine.ClientId, mine.DataDirectory, mine.KeyStorage, mine.Browser, mine.Clock);
            o.ApiOrigins = [Provider.Address];
        });
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<LatchkeyClient>().ShouldBeSameAs(provider.GetRequiredService<LatchkeyClient>());
        await provider.GetRequiredService<LatchkeyClient>().SignInAsync();

        var handler = provider.GetRequiredService<LatchkeyTokenHandler>();
        handler.InnerHandler = new SocketsHttpHandler();
        using var api = new HttpClient(handler);
        (await api.GetStringAsync(new Uri(Provider.Address, "orders"))).ShouldBe("""[{"id":1}]""");
    }

    private async Task<HttpClient> Api()
    {
        var app = App();
        await app.SignInAsync();
        return new HttpClient(LatchkeyTokenHandler.WithConnection(app, Provider.Address)) { BaseAddress = Provider.Address };
    }
}
