using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Decoupled;

/// <summary>CIBA Core in poll mode, contract §2.10.</summary>
public sealed class BackchannelAuthenticationTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Grant = "urn:openid:params:grant-type:ciba";

    private Task<TestApp> Teller() => Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray(Grant, "refresh_token"), ["response_types"] = new JsonArray() });

    private static Task<TestAnswer> Ask(TestApp app, TestPerson person, params (string Name, string? Value)[] more) => app.PostAsync("/bc/authorize", [("scope", "openid profile"), ("login_hint", person.Login), .. more]);

    private static Task<TestAnswer> Poll(TestApp app, TestAnswer asked) => app.TokenAsync(("grant_type", Grant), ("auth_req_id", asked["auth_req_id"]));

    private async Task<TestPage> Question(TestBrowser browser, TestPerson person, TestPerson? signedIn = null)
    {
        var mails = JsonNode.Parse((await Org.Visit("/dev/mail.json")).Text)!;
        var mail = (mails as JsonArray ?? mails["mails"]!.AsArray()).Select(one => one!.ToJsonString()).First(one => one.Contains(person.Login, StringComparison.Ordinal) && one.Contains("/approve/", StringComparison.Ordinal));
        var link = System.Text.RegularExpressions.Regex.Match(mail, "/approve/dcr[0-9A-Za-z]{17}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromMinutes(1)).Value;
        link.ShouldNotBeEmpty();
        var page = await browser.OpenAsync(link);
        return page.Document.QuerySelector("input[name=password]") is null ? page : await browser.SubmitAsync(page, ("identifier", (signedIn ?? person).Login), ("password", (signedIn ?? person).Password));
    }

    [Fact]                                                             // CIBA Core §7.3, §10.1, §11
    public async Task A_person_is_mailed_asked_and_the_app_gets_its_tokens_once()
    {
        var (app, person) = (await Teller(), await Org.CreatePersonAsync());
        var asked = await Ask(app, person, ("binding_message", "W4SCT"));
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.Text);
        asked.Json["expires_in"]!.GetValue<int>().ShouldBe(300);
        (await Poll(app, asked)).ShouldBeRefused("authorization_pending");
        (await Poll(app, asked)).ShouldBeRefused("slow_down");
        using var browser = Org.Browser();
        var question = await Question(browser, person);
        question.Text.ShouldContain("W4SCT");
        (await browser.OpenAsync("/approve")).Text.ShouldContain("W4SCT");
        (await browser.SubmitAsync(question, ("answer", "approve"))).Text.ShouldContain("Approved");
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Poll(app, asked)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Single(answer => answer.Status == HttpStatusCode.OK).ClaimsOf("id_token")["sub"]!.GetValue<string>().ShouldBe(person.Id);
    }

    [Fact]                                                             // threats §1 row 4
    public async Task Another_person_cannot_answer_and_another_client_cannot_ask()
    {
        var (app, person) = (await Teller(), await Org.CreatePersonAsync());
        var asked = await Ask(app, person);
        using var browser = Org.Browser();
        (await Question(browser, person, await Org.CreatePersonAsync())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Poll(await Teller(), asked)).ShouldBeRefused("invalid_grant");
        using var own = Org.Browser();
        await own.SubmitAsync(await Question(own, person), ("answer", "refuse"));
        (await Poll(app, asked)).ShouldBeRefused("access_denied");
    }

    [Fact]                                                             // CIBA Core §13
    public async Task Every_wrong_request_is_told_what_is_wrong()
    {
        var (app, person) = (await Teller(), await Org.CreatePersonAsync());
        (await app.PostAsync("/bc/authorize", ("scope", "openid"))).ShouldBeRefused("invalid_request");
        (await app.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", "nobody@example.com"))).ShouldBeRefused("unknown_user_id");
        (await app.PostAsync("/bc/authorize", ("scope", "profile"), ("login_hint", person.Login))).ShouldBeRefused("invalid_scope");
        (await Ask(app, person, ("binding_message", new string('x', 21)))).ShouldBeRefused("invalid_binding_message");
        (await Ask(app, person, ("requested_expiry", "301"))).ShouldBeRefused("invalid_request");
        (await Ask(app, person, ("request", "a.b.c"))).ShouldBeRefused("invalid_request");
        (await Ask(Org.WebApp, person)).ShouldBeRefused("unauthorized_client");
        var brief = await Ask(app, person, ("request_expiry", "10"));
        Clock.Advance(TimeSpan.FromSeconds(11));
        (await Poll(app, brief)).ShouldBeRefused("expired_token");
    }

    [Fact]                                                             // one app's waiting requests are no reason to refuse another's
    public async Task Nobody_is_shut_out_by_what_others_ask_of_the_same_person()
    {
        var (greedy, person) = (await Teller(), await Org.CreatePersonAsync());
        for (var i = 0; i < DecoupledRequests.MostOfOneApp; i++) (await Ask(greedy, person)).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(greedy, person)).ShouldBeRefused("too_many_requests", status: 429);
        (await Ask(greedy, await Org.CreatePersonAsync())).Status.ShouldBe(HttpStatusCode.OK);

        // All together have a bound too, within which whoever has none waiting gets one.
        for (var waiting = DecoupledRequests.MostOfOneApp; waiting < DecoupledRequests.MostForOne; waiting += DecoupledRequests.MostOfOneApp)
        {
            var another = await Teller();
            for (var i = 0; i < DecoupledRequests.MostOfOneApp; i++) (await Ask(another, person)).Status.ShouldBe(HttpStatusCode.OK);
        }
        var modest = await Teller();
        (await Ask(modest, person)).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(modest, person)).ShouldBeRefused("too_many_requests", status: 429);
        Clock.Advance(TimeSpan.FromSeconds(301));
        (await Ask(greedy, person)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats §1 row 7
    public async Task A_suspended_account_cannot_be_asked_for()
    {
        var (app, person) = (await Teller(), await Org.CreatePersonAsync());
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/suspend");
        (await Ask(app, person)).ShouldBeRefused("invalid_grant");
    }

    [Fact]                                                             // CIBA Core §7.1.1
    public async Task A_signed_request_is_read_instead_of_the_form_and_once()
    {
        using var key = new AppKey();
        using var stranger = new AppKey();
        var app = await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray(Grant), ["response_types"] = new JsonArray(), ["jwks"] = AppKey.Jwks(key) });
        var person = await Org.CreatePersonAsync();
        JsonObject Claims(params (string Name, JsonNode? Value)[] changes)
        {
            var now = Clock.GetUtcNow().ToUnixTimeSeconds();
            var claims = new JsonObject { ["iss"] = app.ClientId, ["aud"] = Org.Issuer, ["iat"] = now, ["nbf"] = now, ["exp"] = now + 60, ["jti"] = Secrets.New(), ["scope"] = "openid profile", ["login_hint"] = person.Login, ["binding_message"] = "SIGNED" };
            foreach (var (name, value) in changes)
            {
                claims.Remove(name);
                if (value is not null) claims[name] = value.DeepClone();
            }
            return claims;
        }
        Task<TestAnswer> Send(string request) => app.PostAsync("/bc/authorize", ("request", request), ("binding_message", "OUTSIDE"), ("login_hint", Org.Person.Login));

        var good = key.Sign(Claims());
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Send(good)));
        var asked = answers.Where(answer => answer.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer["error"] == "invalid_request");
        using var browser = Org.Browser();
        var question = await Question(browser, person);
        question.Text.ShouldContain("SIGNED");
        question.Text.ShouldNotContain("OUTSIDE");
        await browser.SubmitAsync(question, ("answer", "approve"));
        (await Poll(app, asked)).ClaimsOf("id_token")["sub"]!.GetValue<string>().ShouldBe(person.Id);

        var at = Clock.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (name, value) in ((string, JsonNode?)[])[("iss", "someone"), ("iss", null), ("aud", "https://elsewhere.example"), ("aud", null), ("exp", at - 60), ("exp", null), ("exp", at + 7200), ("nbf", at + 120), ("jti", null)])
            (await Send(key.Sign(Claims((name, value))))).ShouldBeRefused("invalid_request");
        (await Send(stranger.Sign(Claims()))).ShouldBeRefused("invalid_request");
        (await Send(AppKey.SignWithSecret(app.ClientSecret!, Claims()))).ShouldBeRefused("invalid_request");
        (await Send(key.Sign(Claims(("aud", new JsonArray("https://other.example", Org.Issuer)))))).Status.ShouldBe(HttpStatusCode.OK);
        (await Send(key.Sign(Claims(("scope", null))))).ShouldBeRefused("invalid_scope");
        (await Send(key.Sign("""{"alg":"ES256","kid":"key-1"}""", Claims().ToJsonString().Replace("\"SIGNED\"", "\"\\ud800\"", StringComparison.Ordinal)))).ShouldBeRefused("invalid_request");
    }
}
