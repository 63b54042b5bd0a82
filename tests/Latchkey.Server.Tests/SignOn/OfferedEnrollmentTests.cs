using System.Text.Json.Nodes;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Ground.Languages;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>What an enrolment policy leaves to people is offered on the way in, and may wait. Contract §3.9, MFA_ENROLL.</summary>
public sealed class OfferedEnrollmentTests
{
    [Fact]                                                             // contract §3.9: MFA_ENROLL, OPTIONAL
    public async Task What_is_optional_is_offered_and_whoever_says_not_now_is_asked_three_times_in_all()
    {
        await using var org = await TestOrg.StartAsync();
        var person = await org.CreatePersonAsync();
        var list = new JsonArray([.. new (string Key, string Self)[] { ("okta_password", "REQUIRED"), ("google_otp", "OPTIONAL"), ("okta_email", "OPTIONAL") }
            .Select(one => new JsonObject { ["key"] = one.Key, ["enroll"] = new JsonObject { ["self"] = one.Self } })]);
        var policy = (await org.Post("/policies", Policy("MFA_ENROLL", await org.Group(person), new JsonObject { ["type"] = "AUTHENTICATORS", ["authenticators"] = list }, priority: 1))).ShouldSucceed().Id;
        (await org.Post($"/policies/{policy}/rules", Rule("MFA_ENROLL", new JsonObject { ["enroll"] = new JsonObject { ["self"] = "LOGIN" } }, null))).ShouldSucceed();
        var own = await org.IdxApp();
        async Task<TestPage> SignIn(TestBrowser browser) => await browser.SignInAsync(org.NativeApp.AuthorizeUrl(changes: ("prompt", "login")), person);

        // A program's own form is not troubled with it.
        (await org.Authn(person)).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        // Pages of an app's own are offered what ours are, and may leave it.
        var offered = (await org.Identify(await own.Introspect(), person)).ShouldSucceed();
        offered.Forms().ShouldBe(["select-authenticator-enroll", "skip"]);

        using var browser = org.Browser();
        var offer = await SignIn(browser);
        (offer.TextOf("h1"), offer.Document.QuerySelectorAll(".choices a").Length).ShouldBe((Texts.English.Journey.OfferTitle, 2));
        // Looking at one of them binds nobody to it.
        var one = await browser.OpenAsync(offer.AttributeOf(".choices a", "href")!);
        var back = await browser.OpenAsync(one.AttributeOf("#cancel", "href")!);
        back.Shows("#skip").ShouldBeTrue();
        (await browser.SubmitAsync(back, ("skip", "yes"))).Parameter("code").ShouldNotBeNull();
        (await browser.SubmitAsync(back, ("skip", "yes"))).Parameter("code").ShouldBeNull();          // one page, one answer

        (await SignIn(browser)).Parameter("code").ShouldNotBeNull();
        (await org.Identify(await own.Introspect(), person)).Code().ShouldNotBeNull();
        for (var time = 2; time < FactorOffers.Most; time++)
        {
            org.Clock.Advance(FactorOffers.Between + TimeSpan.FromMinutes(1));
            (await browser.SubmitAsync(await SignIn(browser), ("skip", "yes"))).Parameter("code").ShouldNotBeNull();
        }
        org.Clock.Advance(FactorOffers.Between + TimeSpan.FromMinutes(1));
        (await org.Send(await org.Identify(await own.Introspect(), person), "skip", [])).Code().ShouldNotBeNull();
        org.Clock.Advance(FactorOffers.Between + TimeSpan.FromMinutes(1));
        (await SignIn(browser)).Parameter("code").ShouldNotBeNull();
        (await org.Identify(await own.Introspect(), person)).Code().ShouldNotBeNull();
    }
}
