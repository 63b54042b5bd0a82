using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Idx;

/// <summary>An account is made in an app's own pages. Contract §4.</summary>
public sealed class IdxSignUpTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "Correct-Horse-7";

    private static string Address() => $"new{Secrets.Digits(10)}@example.com";

    private static JsonObject Person(string email, string password = Password, string? first = "Ada", string? last = "Lovelace") => new()
    {
        ["userProfile"] = new JsonObject { ["firstName"] = first, ["lastName"] = last, ["email"] = email }, ["credentials"] = IdxWalk.Passcode(password),
    };

    private async Task<ApiAnswer> Profile(TestApp app) => (await Org.Send(await app.Introspect(), "select-enroll-profile", [])).ShouldSucceed();

    [Fact]                                                             // OpenID Connect Initiating User Registration 1.0 §2; contract §4
    public async Task A_new_person_proves_the_address_and_gets_tokens()
    {
        var (app, email) = (await Org.IdxApp(), Address());
        var profile = await Profile(app);
        profile.Forms().ShouldBe(["enroll-profile"]);
        profile["intent"].ShouldBe("ENROLL_NEW_USER");
        profile.Form("enroll-profile")!["value"]![0]!["form"]!["value"]!.AsArray().Select(field => field!["name"]!.ToString()).ShouldBe(["firstName", "lastName", "email"]);
        var asked = (await Org.Send(profile, "enroll-profile", Person(email))).ShouldSucceed();
        asked.Forms().ShouldBe(["enroll-authenticator", "enroll-poll"]);
        asked["currentAuthenticator.value.key"].ShouldBe("okta_email");
        (await Org.Read("/users/" + Uri.EscapeDataString(email))).ShouldBeRefused(404, "E0000007");      // no account before the address is proven

        var before = await Org.MailedCodeAsync(email);
        var again = (await Org.Idx("challenge/resend", new JsonObject { ["stateHandle"] = asked["stateHandle"] })).ShouldSucceed();
        (await Org.Answer(again, before, "enroll-authenticator")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("api.authn.error.PASSCODE_INVALID");
        var ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await Org.Answer(again, await Org.MailedCodeAsync(email), "enroll-authenticator")));
        var done = ends.Single(end => end.Status == HttpStatusCode.OK);
        var claims = (await app.RedeemInteraction(done.Code())).ClaimsOf("id_token");
        claims["name"]!.ToString().ShouldBe("Ada Lovelace");
        (await Org.Identify(await app.Introspect(), new TestPerson(email, Password, null))).Code().ShouldNotBeEmpty();
    }

    [Fact]                                                             // threats row 20
    public async Task An_address_with_an_account_looks_like_one_without_and_its_owner_is_told()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var (taken, free) = (await Org.Send(await Profile(app), "enroll-profile", Person(person.Login)), await Org.Send(await Profile(app), "enroll-profile", Person(Address())));
        taken.ShouldSucceed().Forms().ShouldBe(free.ShouldSucceed().Forms());
        var wrong = await Org.Answer(taken, "000000", "enroll-authenticator");
        wrong.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("api.authn.error.PASSCODE_INVALID");
        (await Org.MailsAsync(person.Login)).ShouldHaveSingleItem().Text.ShouldNotContain("code");
    }

    [Theory]
    [InlineData("Ada", null, "a@example.com", Password, "model.validation.field.blank")]
    [InlineData("Ada", "L", "nonsense", Password, "registration.error.invalidLoginEmail.Email")]
    [InlineData("Ada", "L", "", Password, "model.validation.field.blank")]
    [InlineData("Ada", "L", "a@example.com", "short", "registration.error.password.passwordRequirementsNotMet")]
    [InlineData("Ada", "L", "a@example.com", "", "model.validation.field.blank")]
    public async Task What_is_missing_is_said_by_its_key(string first, string? last, string email, string password, string key)
    {
        var refused = await Org.Send(await Profile(await Org.IdxApp()), "enroll-profile", Person(email, password, first, last));
        refused.ShouldBe(HttpStatusCode.BadRequest).Said().ShouldBe(key);
        refused.Forms().ShouldBe(["enroll-profile"]);
    }

    [Fact]                                                             // one sign-up for one form, and one mail
    public async Task Of_two_forms_that_are_sent_at_once_one_counts()
    {
        var (app, email) = (await Org.IdxApp(), Address());
        var profile = await Profile(app);
        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Org.Send(profile, "enroll-profile", Person(email))));
        ends.ShouldAllBe(end => end.Status == HttpStatusCode.OK || end.Status == HttpStatusCode.BadRequest);
        var last = await Org.Idx("introspect", new JsonObject { ["stateHandle"] = profile["stateHandle"] });
        (await Org.Answer(last, await Org.MailedCodeAsync(email), "enroll-authenticator")).Code().ShouldNotBeEmpty();
    }

    [Fact]                                                             // contract §3.9, profileEnrollment
    public async Task Where_strangers_make_no_accounts_no_document_offers_it()
    {
        await using var org = await TestOrg.StartAsync();
        var app = await org.IdxApp();
        var first = await app.Introspect();
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = false })).ShouldSucceed();
        (await app.Introspect()).Forms().ShouldNotContain("select-enroll-profile");
        (await org.Idx("enroll", new JsonObject { ["stateHandle"] = first["stateHandle"] })).ShouldBe(HttpStatusCode.Forbidden).Said().ShouldBe("oie.registration.is.not.enabled");
    }
}
