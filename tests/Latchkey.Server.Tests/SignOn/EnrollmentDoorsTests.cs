using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>What an enrolment policy requires is set up on the way in, on the pages and in a program's own form. Contract §3.9, MFA_ENROLL; §3.5.</summary>
public sealed class EnrollmentDoorsTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private const string App = "token:software:totp";

    private TestOrg Org => fixture.Org;

    private async Task<string> EnrollPolicy(string group, string self, JsonObject? conditions, params (string Key, string Self)[] authenticators)
    {
        var list = new JsonArray([.. authenticators.Select(one => new JsonObject { ["key"] = one.Key, ["enroll"] = new JsonObject { ["self"] = one.Self } })]);
        var policy = (await Org.Post("/policies", Policy("MFA_ENROLL", group, new JsonObject { ["type"] = "AUTHENTICATORS", ["authenticators"] = list }, priority: 1))).ShouldSucceed().Id;
        (await Org.Post($"/policies/{policy}/rules", Rule("MFA_ENROLL", new JsonObject { ["enroll"] = new JsonObject { ["self"] = self } }, conditions))).ShouldSucceed();
        return policy;
    }

    private async Task<(TestPerson Person, string Group)> Somebody()
    {
        var person = await Org.CreatePersonAsync();
        return (person, await Org.Group(person));
    }

    private async Task<ApiAnswer> Activate(ApiAnswer begun, string? code = null)
    {
        var factor = begun.Object["_embedded"]!["factor"]!;
        if (code is null)
        {
            Org.Clock.Advance(Totp.Step);
            code = Totp.Code(Base32.Decode(factor["_embedded"]!["activation"]!["sharedSecret"]!.ToString()), Totp.StepAt(Org.Clock.GetUtcNow()));
        }
        return await Org.Authn($"/factors/{factor["id"]}/lifecycle/activate", new JsonObject { ["stateToken"] = begun["stateToken"], ["passCode"] = code });
    }

    private Task<ApiAnswer> Begin(ApiAnswer at, string type) => Org.Authn("/factors", new JsonObject { ["stateToken"] = at["stateToken"], ["factorType"] = type });

    private async Task<string[]> Amr(string? sessionToken)
    {
        using var browser = Org.Browser();
        var end = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("sessionToken", sessionToken)));
        return [.. (await Org.NativeApp.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString())];
    }

    [Fact]                                                             // contract §3.9: MFA_ENROLL, OPTIONAL
    public async Task What_is_offered_is_set_up_at_once_and_then_asked_for()
    {
        var (person, group) = await Somebody();
        var policy = await EnrollPolicy(group, "LOGIN", null, ("okta_password", "REQUIRED"), ("google_otp", "OPTIONAL"));
        using var browser = Org.Browser();
        var offer = await browser.SignInAsync(Org.NativeApp.AuthorizeUrl(), person);
        var app = await browser.OpenAsync(offer.AttributeOf(".choices a", "href")!);
        var secret = app.TextOf("#secret")!.Replace(" ", "", StringComparison.Ordinal);
        var end = await browser.SubmitAsync(app, ("code", Totp.Code(Base32.Decode(secret), Totp.StepAt(Org.Clock.GetUtcNow()))));
        (await Org.NativeApp.RedeemAsync(end.Parameter("code")!)).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString())
            .ShouldBe(["mfa", "pwd", "otp"]);
        using var again = Org.Browser();
        (await again.SignInAsync(Org.NativeApp.AuthorizeUrl(), person)).Shows("input[name=code]").ShouldBeTrue();
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §3.9: REQUIRED stays required
    public async Task What_is_required_cannot_be_left_for_later()
    {
        var (person, group) = await Somebody();
        var policy = await EnrollPolicy(group, "LOGIN", null, ("okta_password", "REQUIRED"), ("google_otp", "REQUIRED"), ("okta_email", "OPTIONAL"));
        using var browser = Org.Browser();
        var page = await browser.SignInAsync(Org.NativeApp.AuthorizeUrl(), person);
        page.Shows("#skip").ShouldBeFalse();
        (await browser.SubmitAsync(page, ("skip", "yes"))).LeadsTo.ShouldBeNull();
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §4: select-authenticator-enroll, enroll-authenticator
    public async Task What_is_required_is_set_up_in_an_apps_own_pages()
    {
        var (person, group) = await Somebody();
        var policy = await EnrollPolicy(group, "LOGIN", null, ("okta_password", "REQUIRED"), ("google_otp", "REQUIRED"));
        var app = await Org.IdxApp();
        var choose = (await Org.Identify(await app.Introspect(), person)).ShouldSucceed();
        choose.Forms().ShouldBe(["select-authenticator-enroll"]);
        choose.Object["authenticators"]!["value"]!.AsArray().Select(one => one!["key"]!.ToString()).ShouldBe(["google_otp"]);
        (await Org.Idx("challenge", new JsonObject { ["stateHandle"] = choose["stateHandle"] })).Status.ShouldBe(HttpStatusCode.BadRequest);

        var begun = (await Org.Choose(choose, "select-authenticator-enroll", "Google Authenticator")).ShouldSucceed();
        begun.Forms().ShouldBe(["enroll-authenticator"]);
        var context = begun.Object["currentAuthenticator"]!["value"]!["contextualData"]!;
        context["qrcode"]!["href"]!.ToString().ShouldStartWith("data:image/png;base64,");
        (await Org.Answer(begun, "000000", "enroll-authenticator")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("api.authn.error.PASSCODE_INVALID");
        var code = Totp.Code(Base32.Decode(context["sharedSecret"]!.ToString()), Totp.StepAt(Org.Clock.GetUtcNow()));
        var tokens = await app.RedeemInteraction((await Org.Answer(begun, code, "enroll-authenticator")).Code());
        tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp"]);
        (await Org.Identify(await app.Introspect(), person)).Forms().ShouldBe(["select-authenticator-authenticate"]);
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // contract §3.5: MFA_ENROLL, MFA_ENROLL_ACTIVATE, SUCCESS
    public async Task What_is_required_at_sign_in_is_set_up_at_each_door()
    {
        var (person, group) = await Somebody();
        var policy = await EnrollPolicy(group, "LOGIN", null, ("okta_password", "REQUIRED"), ("google_otp", "REQUIRED"), ("okta_email", "OPTIONAL"));

        var begun = (await Org.Authn(person)).ShouldSucceed();
        (begun["status"], begun["sessionToken"]).ShouldBe(("MFA_ENROLL", null));
        var offered = begun.Object["_embedded"]!["factors"]!.AsArray();
        offered.Select(one => one!["factorType"]!.ToString()).Distinct().ShouldBe([App]);
        offered.ShouldAllBe(one => one!["enrollment"]!.ToString() == "REQUIRED" && one["_links"]!["enroll"]!["href"]!.ToString() == Org.Url + "/api/v1/authn/factors");
        (await Org.Authn("/skip", new JsonObject { ["stateToken"] = begun["stateToken"] })).ShouldBeRefused(403, "E0000079");
        (await Begin(begun, "email")).ShouldBeRefused(400, "E0000001", App);

        var asked = (await Begin(begun, App)).ShouldSucceed();
        asked["status"].ShouldBe("MFA_ENROLL_ACTIVATE");
        asked["_links.next.name"].ShouldBe("activate");
        asked["_embedded.factor._embedded.activation._links.qrcode.type"].ShouldBe("image/png");
        (await Activate(asked, "000000")).ShouldBeRefused(403, "E0000068");
        var back = (await Org.Authn("/previous", new JsonObject { ["stateToken"] = asked["stateToken"] })).ShouldSucceed();
        back["status"].ShouldBe("MFA_ENROLL");
        var again = (await Begin(back, App)).ShouldSucceed();
        (await Org.Authn("/introspect", new JsonObject { ["stateToken"] = again["stateToken"] })).ShouldSucceed()["_embedded.factor._embedded.activation.sharedSecret"].ShouldBe(again["_embedded.factor._embedded.activation.sharedSecret"]);
        var done = (await Activate(again)).ShouldSucceed();
        done["status"].ShouldBe("SUCCESS");
        (await Amr(done["sessionToken"])).ShouldBe(["mfa", "pwd", "otp"]);
        (await Org.Authn(person)).ShouldSucceed()["status"].ShouldBe("MFA_REQUIRED");
        (await Org.Events(person.Id!)).ShouldContain("user.mfa.factor.activate");

        var other = await Org.CreatePersonAsync();
        (await Org.Put($"/groups/{group}/users/{other.Id}")).ShouldBe(HttpStatusCode.NoContent);
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(other, browser: browser);
        page.Url.AbsolutePath.ShouldBe("/signin/enroll", page.Text);
        browser.Sid().ShouldBeNull();
        Org.Clock.Advance(Totp.Step);
        var secret = System.Text.RegularExpressions.Regex.Match(WebUtility.HtmlDecode(page.Text), "secret=([A-Z2-7]+)").Groups[1].Value;
        if (secret.Length == 0) secret = page.TextOf("#secret")!.Replace(" ", "", StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, ("code", Totp.Code(Base32.Decode(secret), Totp.StepAt(Org.Clock.GetUtcNow()))));
        page.Parameter("code").ShouldNotBeNull(page.Text);
        await Org.DeletePolicy(policy);
    }

    [Fact]
    public async Task Two_that_are_required_come_one_after_the_other()
    {
        var (person, group) = await Somebody();
        var policy = await EnrollPolicy(group, "LOGIN", null, ("google_otp", "REQUIRED"), ("okta_email", "REQUIRED"));
        var begun = (await Org.Authn(person)).ShouldSucceed();
        begun.Object["_embedded"]!["factors"]!.AsArray().Select(one => one!["factorType"]!.ToString()).Distinct().ShouldBe([App, "email"], ignoreOrder: true);
        var mail = (await Begin(begun, "email")).ShouldSucceed();
        mail["_links.resend"].ShouldNotBeNull();
        var factor = mail["_embedded.factor.id"];
        (await Org.Authn($"/factors/{factor}/lifecycle/resend", new JsonObject { ["stateToken"] = mail["stateToken"] })).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        var next = (await Activate(mail, await Org.MailedCodeAsync(person.Login))).ShouldSucceed();
        next["status"].ShouldBe("MFA_ENROLL");
        next.Object["_embedded"]!["factors"]!.AsArray().Select(one => one!["factorType"]!.ToString()).Distinct().ShouldBe([App]);
        (await Activate((await Begin(next, App)).ShouldSucceed())).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        await Org.DeletePolicy(policy);
    }

    [Theory]                                                           // when; whether a second factor is wanted; what each door says
    [InlineData("LOGIN", false, "enroll"), InlineData("LOGIN", true, "enroll"), InlineData("CHALLENGE", false, "in"), InlineData("CHALLENGE", true, "enroll"), InlineData("NEVER", false, "in"), InlineData("NEVER", true, "denied")]
    public async Task It_is_asked_for_when_the_rule_says(string self, bool factor, string meets)
    {
        var (person, group) = await Somebody();
        string[] policies = [await EnrollPolicy(group, self, null, ("google_otp", "REQUIRED")), await Org.SignOnPolicy(group, OfSession(requireFactor: factor))];
        var page = await Org.NativeApp.SignInAsync(person);
        (page.LeadsTo is null ? page.Url.AbsolutePath : page.Parameter("error") ?? "in").ShouldBe(meets switch { "enroll" => "/signin/enroll", "denied" => "access_denied", _ => "in" }, page.Text);
        var authn = await Org.Authn(person);
        if (meets == "denied") authn.ShouldBeRefused(403, "E0000085");
        else authn.ShouldSucceed()["status"].ShouldBe(meets == "in" ? "SUCCESS" : "MFA_ENROLL");
        foreach (var policy in policies) await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // NOT_ALLOWED is not offered, and optional ones are left out
    public async Task What_is_not_allowed_is_offered_nowhere_and_what_is_optional_asks_nobody()
    {
        var (person, group) = await Somebody();
        var enroll = await EnrollPolicy(group, "LOGIN", null, ("google_otp", "OPTIONAL"), ("okta_email", "NOT_ALLOWED"));
        (await Org.Authn(person)).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        var signOn = await Org.SignOnPolicy(group, OfSession(requireFactor: true));
        var begun = (await Org.Authn(person)).ShouldSucceed();
        begun.Object["_embedded"]!["factors"]!.AsArray().Select(one => one!["factorType"]!.ToString()).Distinct().ShouldBe([App]);
        (await Begin(begun, "email")).ShouldBeRefused(400, "E0000001");
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync("/account/passkeys"), ("identifier", person.Login), ("password", person.Password));
        page.Url.AbsolutePath.ShouldBe("/signin/enroll");
        page.Shows("form[data-passkey]").ShouldBeFalse(page.Text);     // of what a policy does not name it lets nobody set one up
        foreach (var policy in (string[])[enroll, signOn]) await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // the condition app
    public async Task A_rule_may_be_for_the_way_to_one_app()
    {
        var (person, group) = await Somebody();
        var app = await Org.CreateAppAsync();
        var policy = await EnrollPolicy(group, "LOGIN", new JsonObject { ["app"] = new JsonObject { ["include"] = new JsonArray(new JsonObject { ["type"] = "APP", ["id"] = app.ClientId }) } }, ("google_otp", "REQUIRED"));
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldNotBeNull();
        (await app.SignInAsync(person)).Url.AbsolutePath.ShouldBe("/signin/enroll");
        (await Org.Authn(person)).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        await Org.DeletePolicy(policy);
    }

    [Fact]                                                             // threats §1 row 6: one answer, one factor, one session token
    public async Task Of_racing_answers_one_counts()
    {
        var (person, group) = await Somebody();
        var policy = await EnrollPolicy(group, "LOGIN", null, ("google_otp", "REQUIRED"));
        var asked = (await Begin((await Org.Authn(person)).ShouldSucceed(), App)).ShouldSucceed();
        Org.Clock.Advance(Totp.Step);
        var code = Totp.Code(Base32.Decode(asked["_embedded.factor._embedded.activation.sharedSecret"]!), Totp.StepAt(Org.Clock.GetUtcNow()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Activate(asked, code)));
        answers.Count(one => one.Status == HttpStatusCode.OK).ShouldBe(1);
        (await Org.Read($"/users/{person.Id}/factors")).List.Count.ShouldBe(1);
        await Org.DeletePolicy(policy);
    }
}
