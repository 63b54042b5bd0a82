using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Decoupled;

/// <summary>An app wants more assurance of a person who answers on another device. RFC 9470 §4, CIBA Core §7.1, contract §2.1.</summary>
public sealed class WantedAssuranceTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Ciba = "urn:openid:params:grant-type:ciba", Device = "urn:ietf:params:oauth:grant-type:device_code";

    private async Task<TestApp> App() => await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray(Ciba, Device, "authorization_code", "refresh_token") });

    private static bool Asks(TestPage page, string field) => page.LeadsTo is null && page.Document.QuerySelector($"input[name={field}]") is not null;

    private async Task<(TestPage Page, Func<Task<TestAnswer>> Poll)> Begin(TestApp app, TestPerson person, TestBrowser browser, bool device, string? acr)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));                        // so that the newest mail is the newest
        if (device)
        {
            var asked = await app.PostAsync("/device/authorize", ("scope", "openid offline_access"), ("acr_values", acr));
            var page = await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + asked["user_code"].ShouldNotBeNull(asked.Text)));
            return (page, () => app.TokenAsync(("grant_type", Device), ("device_code", asked["device_code"])));
        }
        var sent = await app.PostAsync("/bc/authorize", ("scope", "openid offline_access"), ("login_hint", person.Login), ("acr_values", acr));
        sent.Status.ShouldBe(HttpStatusCode.OK, sent.Text);
        var link = (await Org.MailsAsync(person.Login)).SelectMany(mail => mail.Links).First(one => one.Contains("/approve/", StringComparison.Ordinal));
        return (await browser.OpenAsync(link), () => app.TokenAsync(("grant_type", Ciba), ("auth_req_id", sent["auth_req_id"])));
    }

    private static void ShouldSay(TestAnswer tokens, string? acr, params string[] amr)
    {
        foreach (var claims in (JsonObject[])[tokens.ClaimsOf("id_token"), tokens.ClaimsOf("access_token")]) claims["acr"]?.ToString().ShouldBe(acr);
        tokens.ClaimsOf("id_token")["acr"]?.ToString().ShouldBe(acr);
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(amr);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_second_factor_that_the_app_wants_is_asked_for_and_the_tokens_say_so(bool device)
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        var mailbox = await Org.SendAsync(HttpMethod.Put, $"/api/v1/users/{person.Id}", new JsonObject
        {
            ["profile"] = new JsonObject { ["login"] = person.Login, ["email"] = person.Login, ["firstName"] = "A", ["lastName"] = "B" },
            ["credentials"] = new JsonObject { ["emails"] = new JsonArray(new JsonObject { ["value"] = person.Login, ["status"] = "VERIFIED", ["type"] = "PRIMARY" }) },
        });
        mailbox["id"]!.ToString().ShouldBe(person.Id);
        using var browser = Org.Browser();
        var (page, poll) = await Begin(app, person, browser, device, $"urn:unheard:of {Acr.TwoFactors}");
        page = await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
        Asks(page, "code").ShouldBeTrue(page.Text);                    // nothing is set up; where an app wants more, the proven address will do
        page = await browser.SubmitAsync(page, ("code", await Org.MailedCodeAsync(person.Login)));
        (await browser.SubmitAsync(page, ("answer", "approve"))).Text.ShouldContain("Approved");
        var tokens = await poll();
        ShouldSay(tokens, Acr.TwoFactors, "mfa", "pwd", "otp", "mca");
        ShouldSay(await app.RefreshAsync(tokens.RefreshToken), Acr.TwoFactors, "mfa", "pwd", "otp", "mca");

        // The session has it now; and who wants nothing is told nothing.
        (page, poll) = await Begin(app, person, browser, device, Acr.TwoFactors);
        (await browser.SubmitAsync(page, ("answer", "approve"))).Text.ShouldContain("Approved");
        ShouldSay(await poll(), Acr.TwoFactors, "mfa", "pwd", "otp", "mca");
        (page, poll) = await Begin(app, person, browser, device, null);
        (await browser.SubmitAsync(page, ("answer", "approve"))).Text.ShouldContain("Approved");
        (await poll()).ClaimsOf("id_token").ContainsKey("acr").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Who_is_signed_in_with_one_factor_gives_the_other_or_sets_one_up_before_the_question(bool device)
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(person, browser: browser);
        var (page, poll) = await Begin(app, person, browser, device, Acr.TwoFactors);
        page.Document.QuerySelector("button[value=approve]").ShouldBeNull(page.Text);
        page.Url.AbsolutePath.ShouldBe("/signin/enroll");

        // A question that was shown to somebody else's wish is not answered with less.
        var (easy, _) = await Begin(app, person, browser, device, null);
        easy.Document.QuerySelector("button[value=approve]").ShouldNotBeNull(easy.Text);
        (await poll()).ShouldBeRefused("authorization_pending");
    }

    [Theory]                                                           // the page was shown while the session had two factors, and is answered with one
    [InlineData(true), InlineData(false)]
    public async Task An_answer_counts_only_as_far_as_its_session_does(bool device)
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        var code = await Org.EnrollAppAsync(person);
        using var browser = Org.Browser();
        await browser.SubmitAsync(await Org.NativeApp.SignInAsync(person, browser: browser), ("code", code.Next()));
        var (page, poll) = await Begin(app, person, browser, device, Acr.TwoFactors);
        page.Document.QuerySelector("button[value=approve]").ShouldNotBeNull(page.Text);
        await Org.Services.GetRequiredService<Ground.Storage.Database>().Change("update sessions set amr = 'pwd' where user_id = @Id", new { person.Id }, default);
        (await browser.SubmitAsync(page, ("answer", "approve"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await poll()).ShouldBeRefused("authorization_pending");
    }

    [Fact]                                                             // OpenID Connect Core Unmet Authentication Requirements 1.0 §2
    public async Task What_nobody_could_meet_is_refused_before_anybody_is_asked()
    {
        var (app, person) = (await App(), await Org.CreatePersonAsync());
        (await app.PostAsync("/device/authorize", ("scope", "openid"), ("acr_values", "phrh"))).ShouldBeRefused("unmet_authentication_requirements");
        (await app.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", person.Login), ("acr_values", "phrh"))).ShouldBeRefused("unmet_authentication_requirements");
        (await Org.MailsAsync(person.Login)).ShouldBeEmpty();
        (await app.PostAsync("/device/authorize", ("scope", "openid"), ("acr_values", "phrh " + Acr.OneFactor))).Status.ShouldBe(HttpStatusCode.OK);
        (await app.PostAsync("/device/authorize", ("scope", "openid"), ("acr_values", "1 2"))).Status.ShouldBe(HttpStatusCode.OK);     // means nothing here, and was only a wish
    }
}
