using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignUp;

/// <summary>People make accounts for themselves in a program's own form, as Okta's classic widget asks. Contract §3.5, decision 0056.</summary>
public sealed partial class ClassicSignUpTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "Correct-Horse-7";

    private static string Address() => $"classic{Secrets.Digits(10)}@example.com";

    private Task<ApiAnswer> Ask(string path = "/form", JsonObject? body = null) =>
        Org.CallRaw(body is null ? HttpMethod.Get : HttpMethod.Post, "/registration" + path, body?.ToJsonString(), client: Org.Http);

    private static JsonObject Person(string email, string password = Password, string first = "Ada") => new()
    {
        ["userProfile"] = new JsonObject { ["email"] = email, ["password"] = password, ["firstName"] = first, ["lastName"] = "Lovelace" },
    };

    private async Task<ApiAnswer> Register(JsonObject person)
    {
        Clock.Advance(TimeSpan.FromSeconds(10));                       // however many there are of it, nobody is told to wait
        return await Ask($"/{(await Ask()).ShouldSucceed()["policyId"]}/register", person);
    }

    private async Task<string> Link(string email) => (await Org.MailsAsync(email))[0].Links.ShouldHaveSingleItem();

    [Fact]                                                             // Okta's widget shows what each rule is described by, and translates none
    public async Task The_form_says_what_is_asked()
    {
        var form = (await Ask()).ShouldSucceed();
        var schema = form.Object["profileSchema"]!;
        schema["fieldOrder"]!.AsArray().Select(name => name!.ToString()).ShouldBe(["email", "password", "firstName", "lastName"]);
        schema["properties"]!["password"]!["allOf"]!.AsArray().Select(rule => rule!["description"]!.ToString())
            .ShouldBe(["at least 8 characters", "a number", "a lower-case letter", "an upper-case letter", "no part of your username"]);
    }

    [Fact]                                                             // threats §1 row 8: who types the address and who reads its mail are one person
    public async Task The_link_of_the_mail_and_the_password_make_the_account_and_sign_nobody_in()
    {
        var email = Address();
        var body = Person(email);
        body["relayState"] = "/account";
        (await Register(body)).ShouldSucceed().Text.ShouldBe("{}");
        (await Org.Read("/users/" + email)).ShouldBeRefused(404, "E0000007");
        var mail = (await Org.MailsAsync(email)).ShouldHaveSingleItem();
        (mail.Subject + mail.Text + mail.Html).ShouldNotContain("Ada");                                  // nothing that the form said

        using var browser = Org.Browser();
        var page = await browser.OpenAsync(await Link(email));
        page.TextOf("h1").ShouldBe("Create an account");
        (await Org.Read("/users/" + email)).ShouldBeRefused(404, "E0000007");                            // looking does nothing
        var wrong = await browser.SubmitAsync(page, ("password", "Wrong-Horse-7"));
        (wrong.Status, wrong.TextOf("[role=alert]")).ShouldBe((HttpStatusCode.BadRequest, "That is not the password that you chose. After five wrong ones, begin again."));
        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SubmitAsync(page, ("password", Password))));
        ends.Count(end => end.Status == HttpStatusCode.OK).ShouldBe(1);
        var made = ends.Single(end => end.Status == HttpStatusCode.OK);
        made.TextOf("h1").ShouldBe("Your account is ready.");
        made.Document.QuerySelector("a.primary")!.GetAttribute("href").ShouldBe(Org.Url + "/account");
        var user = (await Org.Read("/users/" + email)).ShouldSucceed();
        (user["status"], user.Object["credentials"]!["emails"]![0]!["status"]!.ToString()).ShouldBe(("ACTIVE", "VERIFIED"));
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("error").ShouldBe("login_required");
        (await Org.Authn(new TestPerson(email, Password, null)))["status"].ShouldBe("SUCCESS");
        (await browser.OpenAsync(await Link(email))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // threats §1 row 20
    public async Task An_address_with_an_account_is_answered_the_same_and_its_owner_is_told()
    {
        var known = await Org.CreatePersonAsync("known" + Secrets.Digits(8) + "@example.com");
        (await Register(Person(known.Login))).Text.ShouldBe((await Register(Person(Address()))).Text);
        (await Org.MailTextsAsync(known.Login)).ShouldHaveSingleItem().ShouldContain($"sign in as {known.Login}");
    }

    [Fact]                                                             // threats §1 rows 4 and 7: five tries, an hour, its own org's form
    public async Task The_link_takes_five_passwords_and_lasts_an_hour()
    {
        var email = Address();
        (await Register(Person(email))).ShouldSucceed();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(await Link(email));
        for (var i = 0; i < SignUps.MostAttempts; i++) await browser.SubmitAsync(page, ("password", "Wrong-Horse-7"));
        (await browser.SubmitAsync(page, ("password", Password))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.Read("/users/" + email)).ShouldBeRefused(404, "E0000007");

        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Register(Person(email))).ShouldSucceed();
        page = await browser.OpenAsync(await Link(email));
        Clock.Advance(TimeSpan.FromHours(1));
        (await browser.SubmitAsync(page, ("password", Password))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // what a code proves, no password proves: threats §1 row 8
    public async Task A_sign_up_that_waits_for_a_code_has_no_link_and_the_other_way_round()
    {
        var email = Address();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "create")]));
        page = await browser.SubmitAsync(page, ("firstName", "Ada"), ("lastName", "L"), ("email", email), ("password", Password));
        var waiting = Sealed().Match(page.Url.ToString()).Groups[1].Value;
        (await browser.OpenAsync("/signup/mail/" + waiting)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("[?&]s=([^&]+)", RegexOptions.None, 60_000)]
    private static partial Regex Sealed();

    [Theory]
    [InlineData("ada", Password, "Ada", "email")]
    [InlineData("ada1@example.com", "short", "Ada", "password")]
    [InlineData("ada1@example.com", "Adalovelace-77", "Adalovelace", "password")]
    [InlineData("ada1@example.com", Password, " ", "firstName")]
    public async Task What_is_wrong_is_said(string email, string password, string first, string field)
    {
        var refused = await Register(Person(email, password, first));
        refused.ShouldBeRefused(400, "E0000001");
        refused["errorSummary"].ShouldBe("Api validation failed: " + field);
    }

    [Fact]                                                             // threats §1 row 2: nobody is led elsewhere by a mail of ours
    public async Task A_relay_state_that_leads_elsewhere_leads_home()
    {
        var email = Address();
        var body = Person(email);
        body["relayState"] = "https://evil.example/";
        (await Register(body)).ShouldSucceed();
        using var browser = Org.Browser();
        var made = await browser.SubmitAsync(await browser.OpenAsync(await Link(email)), ("password", Password));
        made.Document.QuerySelector("a.primary")!.GetAttribute("href").ShouldBe("/");
    }

    [Fact]
    public async Task Nobody_is_buried_in_mail_and_the_policy_is_the_orgs()
    {
        var email = Address();
        for (var i = 0; i < 8; i++) (await Register(Person(email))).ShouldSucceed();
        (await Org.MailTextsAsync(email)).Length.ShouldBe(5);
        (await Ask("/00pnobodys000000001/register", Person(email))).ShouldBeRefused(404, "E0000007");
    }

    [Fact]
    public async Task A_door_that_is_shut_is_shut_here_too()
    {
        await using var org = await TestOrg.StartAsync();
        Task<ApiAnswer> Call(HttpMethod method, string path, JsonObject? body = null) => org.CallRaw(method, "/registration" + path, body?.ToJsonString(), client: org.Http);
        var (email, policy) = (Address(), (await Call(HttpMethod.Get, "/form"))["policyId"]);
        (await Call(HttpMethod.Post, $"/{policy}/register", Person(email))).ShouldSucceed();
        using var browser = org.Browser();
        var page = await browser.OpenAsync((await org.MailsAsync(email))[0].Links[0]);
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = false })).ShouldSucceed();
        (await Call(HttpMethod.Get, "/form")).ShouldBeRefused(403, "E0000006");
        (await Call(HttpMethod.Post, $"/{policy}/register", Person(email))).ShouldBeRefused(403, "E0000006");
        (await browser.SubmitAsync(page, ("password", Password))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await org.Read("/users/" + email)).ShouldBeRefused(404, "E0000007");
    }
}
