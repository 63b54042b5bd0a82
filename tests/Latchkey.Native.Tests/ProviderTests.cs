using System.Text.Json.Nodes;

namespace Latchkey.Native.Tests;

/// <summary>What is believed of a provider, and what is not.</summary>
public sealed class ProviderTests : NativeTest
{
    [Theory]                                                           // OpenID Connect Discovery 1.0 §3
    [InlineData("authorization_endpoint")]
    [InlineData("token_endpoint")]
    [InlineData("jwks_uri")]
    [InlineData("userinfo_endpoint")]
    [InlineData("revocation_endpoint")]
    [InlineData("end_session_endpoint")]
    public async Task An_endpoint_the_provider_lacks_is_named_where_it_is_needed(string endpoint)
    {
        Provider.ChangesMetadata = metadata => metadata.Remove(endpoint);
        var refusal = await Refused(async () =>
        {
            var session = await SignedIn();
            if (endpoint.StartsWith("user", StringComparison.Ordinal)) await session.GetUserInfoAsync();
            if (endpoint.StartsWith("revocation", StringComparison.Ordinal)) await session.RevokeAsync();
            await session.SignOutAsync(SignOutReach.AppAndBrowser);
        });
        refusal.Kind.ShouldBe(SignInErrorKind.Misconfigured);
        refusal.Message.ShouldContain(endpoint);
    }

    [Theory]                                                           // RFC 6749 §5.1
    [InlineData("access_token")]
    [InlineData("token_type")]
    public async Task A_member_the_token_answer_lacks_is_named(string member)
    {
        Provider.ChangesTokenAnswer = answer => answer.Remove(member);
        var refusal = await Refused(() => SignedIn());
        (refusal.Kind, refusal.IsTransient).ShouldBe((SignInErrorKind.Server, false));
        refusal.Message.ShouldContain(member);
    }

    [Theory]
    [InlineData("http://id.example.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("https://user:secret@id.example.com")]
    [InlineData("ftp://127.0.0.1")]
    public async Task An_issuer_in_the_clear_is_refused_before_anything_is_sent(string issuer)
    {
        var refusal = await Refused(() => Task.FromResult(App(o => o.Issuer = new Uri(issuer))));
        refusal.Kind.ShouldBe(SignInErrorKind.Misconfigured);
    }

    [Fact]
    public async Task Missing_settings_are_named()
    {
        (await Refused(() => Task.FromResult(App(o => o.Issuer = null)))).Message.ShouldContain("Issuer");
        (await Refused(() => Task.FromResult(App(o => o.ClientId = "")))).Message.ShouldContain("ClientId");
        (await Refused(() => Task.FromResult(App(o => o.Scopes = ["profile"])))).Message.ShouldContain("openid");
    }

    [Theory]                                                           // RFC 6761 §6.3
    [InlineData("localhost")]
    [InlineData("dev-1234567.localhost")]
    public async Task Names_under_localhost_are_this_machine(string host)
    {
        var issuer = Provider.Issuer.Replace("127.0.0.1", host, StringComparison.Ordinal);
        Provider.ChangesMetadata = metadata => Rename(metadata, host);
        Provider.ChangesCallback = callback => callback["iss"] = issuer;
        Provider.ChangesIdToken = claims => claims["iss"] = issuer;
        var app = App(o =>
        {
            o.Issuer = new Uri(issuer);
            o.Browser = new RenamingBrowser(Browser, host);
        });
        (await app.SignInAsync()).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]                                                             // OpenID Connect Discovery 1.0 §4.3
    public async Task A_document_of_another_issuer_is_refused()
    {
        Provider.ChangesMetadata = metadata => metadata["issuer"] = "https://evil.example";
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.Misconfigured);
        Browser.Opened.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("token_endpoint")]
    [InlineData("jwks_uri")]
    [InlineData("authorization_endpoint")]
    public async Task An_endpoint_in_the_clear_is_refused(string endpoint)
    {
        Provider.ChangesMetadata = metadata => metadata[endpoint] = "http://id.example.com/x";
        (await Refused(() => App().SignInAsync())).Message.ShouldContain(endpoint);
    }

    [Theory]
    [InlineData(404, "{}", SignInErrorKind.Misconfigured)]
    [InlineData(200, "<html>", SignInErrorKind.Server)]
    [InlineData(200, "{}", SignInErrorKind.Server)]
    [InlineData(200, "null", SignInErrorKind.Server)]
    [InlineData(500, "", SignInErrorKind.Server)]
    public async Task A_discovery_that_fails_is_told_by_kind(int status, string body, SignInErrorKind kind)
    {
        Provider.OnDiscovery = async http =>
        {
            http.Response.StatusCode = status;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, body);
            return true;
        };
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task An_endless_answer_is_cut()
    {
        Provider.OnDiscovery = async http =>
        {
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, new string(' ', 2_000_000));
            return true;
        };
        (await Refused(() => App().SignInAsync())).IsTransient.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"oct","kid":"key-1","k":"c2VjcmV0"}]}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":"none"}""")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public async Task Keys_that_are_none_are_refused(string keys)
    {
        Provider.OnKeys = async http =>
        {
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, keys);
            return true;
        };
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.Server);
    }

    [Fact]
    public async Task A_code_whose_answer_was_lost_is_asked_for_once_more_and_the_refusal_is_told()
    {
        Provider.LosesNextAnswer();
        (await Refused(() => App().SignInAsync())).OAuthError.ShouldBe("invalid_grant");
        Provider.Requests.Count(r => r.Path.EndsWith("/token", StringComparison.Ordinal)).ShouldBe(2);
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]                                                             // RFC 6749 §7.1
    public async Task A_token_type_nobody_asked_for_is_refused()
    {
        Provider.ChangesTokenAnswer = answer => answer["token_type"] = "DPoP";
        (await Refused(() => App().SignInAsync())).Message.ShouldContain("DPoP");
    }

    [Fact]                                                             // OpenID Connect Core §5.3
    public async Task User_info_is_about_the_same_person()
    {
        var session = await SignedIn();
        (await session.GetUserInfoAsync()).Email.ShouldBe("mia@example.com");
        Provider.ChangesUserInfo = claims => claims["sub"] = "00u2";        // §5.3.2
        (await Refused(() => session.GetUserInfoAsync())).Message.ShouldContain("sub");
        Provider.ChangesUserInfo = claims => claims.Remove("sub");
        (await Refused(() => session.GetUserInfoAsync())).Kind.ShouldBe(SignInErrorKind.Server);
    }

    [Fact]
    public async Task User_info_with_a_token_that_was_ended_refreshes_once()
    {
        var session = await SignedIn();
        Provider.ForgetAccessTokens();
        (await session.GetUserInfoAsync()).Name.ShouldBe("Mia Muster");
        Provider.Refreshes.ShouldBe(1);
    }

    private void Rename(JsonObject metadata, string host)
    {
        foreach (var (name, value) in metadata.ToList())
            if (value is JsonValue text && text.TryGetValue<string>(out var address)) metadata[name] = address.Replace("127.0.0.1", host, StringComparison.Ordinal);
    }

    /// <summary>Real browsers know these names; the resolver of a test machine may not.</summary>
    private sealed class RenamingBrowser(FakeBrowser inner, string host) : ISystemBrowser
    {
        public Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken)
        {
            address.Host.ShouldBe(host);
            return inner.OpenAsync(new UriBuilder(address) { Host = "127.0.0.1" }.Uri, cancellationToken);
        }
    }
}
