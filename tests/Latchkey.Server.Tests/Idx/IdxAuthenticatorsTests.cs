using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Idx;

/// <summary>What else than a password somebody begins with, and what they set up, in an app's own pages. Contract §4.</summary>
public sealed class IdxAuthenticatorsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Passkey = "challenge-webauthn-autofillui-authenticator";

    private static readonly (string, string?)[] Enrolling = [("prompt", "enroll_authenticator")];

    private static JsonObject Options(ApiAnswer document) => document.Object["webauthnAutofillUIChallenge"]!["value"]!["challengeData"]!.AsObject();

    private static string[] Amr(TestAnswer tokens) => [.. tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString())];

    [Fact]                                                             // WebAuthn Level 3 §7.2
    public async Task A_device_that_makes_sure_of_its_owner_is_a_whole_sign_in()
    {
        using var device = Org.Device();
        var (app, person) = (await Org.IdxApp(), await Org.PersonWithPasskey(device));
        var first = await app.Introspect();
        Options(first).ToJsonString().ShouldBe(Options(await Org.Idx("introspect", new JsonObject { ["stateHandle"] = first["stateHandle"] })).ToJsonString());
        var said = IdxWalk.Credentials(device.Sign(Options(first)));
        var done = await Org.Send(first, Passkey, said);
        done["user.value.identifier"].ShouldBe(person.Login);
        Amr(await app.RedeemInteraction(done.Code())).ShouldBe(["mfa", "swk"]);

        // What one sign-in asked answers no other, and what was answered wrongly is asked anew.
        var other = await app.Introspect();
        var refused = await Org.Send(other, Passkey, said);
        refused.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("authfactor.webauthn.error");
        Options(refused)["challenge"]!.ToString().ShouldNotBe(Options(other)["challenge"]!.ToString());
        (await Org.Send(refused, Passkey, IdxWalk.Credentials(device.Sign(Options(other))))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // threats row 6: of racing answers one counts
    public async Task Of_racing_signatures_one_counts()
    {
        using var device = Org.Device();
        var app = await Org.IdxApp();
        await Org.PersonWithPasskey(device);
        var first = await app.Introspect();
        var said = IdxWalk.Credentials(device.Sign(Options(first)));
        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Org.Send(first, Passkey, said)));
        ends.Count(end => end.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]                                                             // threats row 6: who found the device
    public async Task After_any_other_device_the_password_is_asked_for()
    {
        using var device = Org.Device();
        var (app, person) = (await Org.IdxApp(), await Org.PersonWithPasskey(device));
        device.VerifiesUser = false;
        var first = await app.Introspect();
        var asked = (await Org.Send(first, Passkey, IdxWalk.Credentials(device.Sign(Options(first))))).ShouldSucceed();
        asked.Forms().ShouldBe(["challenge-authenticator"]);
        asked["currentAuthenticatorEnrollment.value.key"].ShouldBe("okta_password");
        (await Org.Answer(asked, "Wrong-Horse-7")).ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("errors.E0000004");
        Amr(await app.RedeemInteraction((await Org.Answer(asked, person.Password)).Code())).ShouldBe(["mfa", "swk", "pwd"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_passkey_that_nobody_has_is_told_like_a_wrong_one()
    {
        using var device = Org.Device();
        var app = await Org.IdxApp();
        await Org.PersonWithPasskey(device);
        var first = await app.Introspect();
        foreach (var handle in (string?[])[null, "", "AAAA", "not base64 !!", new string('A', 5_000)])
        {
            var said = IdxWalk.Credentials(device.Sign(Options(first)));
            said["credentials"]!["userHandle"] = handle;
            first = await Org.Send(first, Passkey, said);
            first.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("authfactor.webauthn.error");
        }
    }

    [Fact]                                                             // contract §2.1
    public async Task What_the_app_alone_wants_set_up_is_set_up_or_left_out()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        (string, string?)[] asks = [("enroll_amr_values", "otp"), .. Enrolling];
        var choose = (await Org.Identify(await app.Introspect(asks), person)).ShouldSucceed();
        choose.Forms().ShouldBe(["select-authenticator-enroll", "skip"]);
        choose.Object["authenticators"]!["value"]!.AsArray().Select(one => one!["key"]!.ToString()).ShouldBe(["google_otp"]);
        (await Org.Send(choose, "skip", [])).Code().ShouldNotBeEmpty();
        (await Org.Read($"/users/{person.Id}/factors")).List.ShouldBeEmpty();

        choose = (await Org.Identify(await app.Introspect(asks), person)).ShouldSucceed();
        var asked = (await Org.Choose(choose, "select-authenticator-enroll", "Google Authenticator")).ShouldSucceed();
        asked.Forms().ShouldBe(["enroll-authenticator", "skip"]);
        var device = new Authenticator(Org, "", asked.Object["currentAuthenticator"]!["value"]!["contextualData"]!["sharedSecret"]!.ToString());
        Amr(await app.RedeemInteraction((await Org.Answer(asked, device.Next(), "enroll-authenticator")).Code())).ShouldBe(["mfa", "pwd", "otp"]);

        // And further ones, by who gives what they have.
        var given = (await Org.Identify(await app.Introspect(Enrolling), person)).ShouldSucceed();
        given.Forms().ShouldBe(["select-authenticator-authenticate"]);
        var more = (await Org.Answer(await Org.Choose(given, "select-authenticator-authenticate", "Google Authenticator"), device.Next())).ShouldSucceed();
        more.Object["authenticators"]!["value"]!.AsArray().Select(one => one!["key"]!.ToString()).ShouldContain("webauthn");
        using var key = Org.Device();
        var making = (await Org.Choose(more, "select-authenticator-enroll", "Passkeys")).ShouldSucceed();
        var made = JsonNode.Parse(key.Make(making.Object["currentAuthenticator"]!["value"]!["contextualData"]!["activationData"]!.AsObject()))!["response"]!;
        (await Org.Send(making, "enroll-authenticator", new JsonObject
        {
            ["credentials"] = new JsonObject { ["clientData"] = made["clientDataJSON"]!.ToString(), ["attestation"] = made["attestationObject"]!.ToString() },
        })).Code().ShouldNotBeEmpty();
        (await Org.PasskeysOf(person)).ShouldHaveSingleItem();
    }

    [Fact]                                                             // contract §3.9: what a policy wants is not left out
    public async Task What_a_policy_wants_set_up_cannot_be_skipped()
    {
        var (app, person) = (await Org.IdxApp(), await Org.CreatePersonAsync());
        var choose = (await Org.Identify(await app.Introspect(("acr_values", Core.Authenticators.Acr.TwoFactors)), person)).ShouldSucceed();
        choose.Forms().ShouldBe(["select-authenticator-enroll"]);
        (await Org.Idx("skip", new JsonObject { ["stateHandle"] = choose["stateHandle"] })).ShouldBe(HttpStatusCode.BadRequest).Said().ShouldBe("api.idx.out_of_order");
    }
}
