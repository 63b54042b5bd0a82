using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>oidcc-rp-initiated-logout-certification-test-plan. oidc-checks §4.</summary>
public sealed class RpInitiatedLogoutPlan(OrgFixture fixture) : OrgTest(fixture)
{
    internal const string Back = "https://suite.example/test/a/latchkey/post_logout_redirect";

    private static readonly string[] NobodyIsThere = ["login_required", "interaction_required", "account_selection_required", "consent_required"];

    private async Task<(Suite Suite, SuiteFlow Flow)> SignedIn()
    {
        var suite = await Suite.Start(Org, more: new JsonObject { ["post_logout_redirect_uris"] = new JsonArray(Back) });
        return (suite, await suite.Flow());
    }

    internal static Task<TestPage> LogOut(Suite suite, params (string Name, string? Value)[] parameters) =>
        suite.Browser.OpenAsync(suite.Endpoint("end_session_endpoint") + "?" + Rules.Query(parameters.Select(one => new KeyValuePair<string, string?>(one.Name, one.Value))));

    internal static async Task ShouldBeSignedOut(Suite suite)
    {
        var request = suite.Request(("prompt", "none"), ("state", Rules.LongState()));
        suite.ShouldHaveRefused(await suite.Visit(request), request, NobodyIsThere);
    }

    [Fact]                                                             // oidcc-rp-initiated-logout-discovery-endpoint-verification
    public async Task Oidcc_rp_initiated_logout_discovery_endpoint_verification()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"https://localhost:{settings.BaseUrl.Port}") });
        (await ConfigPlan.Discovered(org, org.Issuer))["end_session_endpoint"]!.GetValue<string>().ShouldBe(org.Issuer + "/v1/logout");
    }

    [Fact]                                                             // oidcc-rp-initiated-logout
    public async Task Oidcc_rp_initiated_logout()
    {
        var (suite, flow) = await SignedIn();
        using var _ = suite;
        var state = Rules.LongState();
        (await LogOut(suite, ("id_token_hint", flow.Tokens.IdToken), ("post_logout_redirect_uri", Back), ("state", state))).Location.ShouldBe($"{Back}?state={Uri.EscapeDataString(state)}");
        await ShouldBeSignedOut(suite);
    }

    [Fact]                                                             // oidcc-rp-initiated-logout-no-state
    public async Task Oidcc_rp_initiated_logout_no_state()
    {
        var (suite, flow) = await SignedIn();
        using var _ = suite;
        (await LogOut(suite, ("id_token_hint", flow.Tokens.IdToken), ("post_logout_redirect_uri", Back))).Location.ShouldBe(Back);
        await ShouldBeSignedOut(suite);
    }

    private async Task LeadsNowhere(Func<SuiteFlow, (string, string?)[]> parameters)
    {
        var (suite, flow) = await SignedIn();
        using var _ = suite;
        var page = await LogOut(suite, parameters(flow));
        page.Location.ShouldBeNull();
        page.LeadsTo.ShouldBeNull();
        page.Headers["Content-Type"].ShouldStartWith("text/html");
    }

    [Fact]                                                             // oidcc-rp-initiated-logout-bad-post-logout-redirect-uri
    public Task Oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() =>
        LeadsNowhere(flow => [("id_token_hint", flow.Tokens.IdToken), ("post_logout_redirect_uri", Back + Rules.Letters(10)), ("state", "s")]);

    [Fact]                                                             // oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri
    public Task Oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() =>
        LeadsNowhere(flow => [("id_token_hint", flow.Tokens.IdToken), ("post_logout_redirect_uri", Back + "?foo=bar"), ("state", "s")]);

    [Fact]                                                             // oidcc-rp-initiated-logout-modified-id-token-hint
    public Task Oidcc_rp_initiated_logout_modified_id_token_hint() =>
        LeadsNowhere(flow => [("id_token_hint", $"{Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{flow.Tokens.IdToken.Split('.')[1]}."), ("post_logout_redirect_uri", Back), ("state", "s")]);

    [Fact]                                                             // oidcc-rp-initiated-logout-bad-id-token-hint
    public async Task Oidcc_rp_initiated_logout_bad_id_token_hint()
    {
        using var key = new AppKey("RS256");
        await LeadsNowhere(flow =>
        {
            var claims = flow.Tokens.ClaimsOf("id_token");
            (claims["iss"], claims["aud"]) = (claims["aud"]!.DeepClone(), claims["iss"]!.DeepClone());
            return [("id_token_hint", key.Sign(claims)), ("post_logout_redirect_uri", Back), ("state", "s")];
        });
    }

    [Fact]                                                             // oidcc-rp-initiated-logout-no-id-token-hint
    public Task Oidcc_rp_initiated_logout_no_id_token_hint() => LeadsNowhere(_ => [("post_logout_redirect_uri", Back), ("state", "s")]);

    private async Task SignsOutHere(Func<SuiteFlow, (string, string?)[]> parameters)
    {
        var (suite, flow) = await SignedIn();
        using var _ = suite;
        var page = await LogOut(suite, parameters(flow));
        if (page.Document.QuerySelector("form") is not null) page = await suite.Browser.SubmitAsync(page);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.LeadsTo.ShouldBeNull();
        page.Text.ShouldContain("You are signed out");
        await ShouldBeSignedOut(suite);
    }

    [Fact]                                                             // oidcc-rp-initiated-logout-no-params
    public Task Oidcc_rp_initiated_logout_no_params() => SignsOutHere(_ => []);

    [Fact]                                                             // oidcc-rp-initiated-logout-only-state
    public Task Oidcc_rp_initiated_logout_only_state() => SignsOutHere(_ => [("state", "s")]);

    [Fact]                                                             // oidcc-rp-initiated-logout-no-post-logout-redirect-uri
    public Task Oidcc_rp_initiated_logout_no_post_logout_redirect_uri() => SignsOutHere(flow => [("id_token_hint", flow.Tokens.IdToken), ("state", "s")]);
}
