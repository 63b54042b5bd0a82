using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Passkeys;

/// <summary>Passkeys in a program's own form, and through the management API. Contract §3.2, "factors"; §3.5.</summary>
public sealed class PasskeyApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonObject Answer(string said, bool classic = false)
    {
        var response = JsonNode.Parse(said)!["response"]!;
        // Some programs write base64 as RFC 4648 §4 has it, some as §5.
        string Written(string name) => classic ? Convert.ToBase64String(Base64Url.DecodeFromChars(response[name]!.ToString())) : response[name]!.ToString();
        return response["attestationObject"] is not null
            ? new() { ["clientData"] = Written("clientDataJSON"), ["attestation"] = Written("attestationObject") }
            : new() { ["clientData"] = Written("clientDataJSON"), ["authenticatorData"] = Written("authenticatorData"), ["signatureData"] = Written("signature") };
    }

    private async Task<(TestPerson Person, string FactorId)> Enrolled(PasskeyDevice device, bool classic = false)
    {
        var person = await Org.CreatePersonAsync();
        var begun = (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "webauthn", ["provider"] = "FIDO" })).ShouldSucceed();
        (begun["status"], begun["vendorName"]).ShouldBe(("PENDING_ACTIVATION", "FIDO"));
        var activation = begun.Object["_embedded"]!["activation"]!.AsObject();
        activation["attestation"]!.ToString().ShouldBe("none");
        activation["user"]!["name"]!.ToString().ShouldBe(person.Login);
        var active = (await Org.Post($"/users/{person.Id}/factors/{begun.Id}/lifecycle/activate", Answer(device.Make(activation), classic))).ShouldSucceed();
        active["status"].ShouldBe("ACTIVE");
        active["profile.credentialId"].ShouldBe(device.Keys[^1].Id);
        active.Object.ContainsKey("_embedded").ShouldBeFalse();
        return (person, begun.Id);
    }

    private async Task<(string State, JsonObject Asked)> Challenged(TestPerson person, string factorId)
    {
        var required = (await Org.Authn(person)).ShouldSucceed();
        required["status"].ShouldBe("MFA_REQUIRED");
        var state = required["stateToken"]!;
        var challenged = (await Org.Authn($"/factors/{factorId}/verify", new JsonObject { ["stateToken"] = state })).ShouldSucceed();
        (challenged["status"], challenged["factorResult"]).ShouldBe(("MFA_CHALLENGE", "CHALLENGE"));
        var factor = challenged.Object["_embedded"]!["factor"]!;
        (factor["factorType"]!.ToString(), factor["provider"]!.ToString()).ShouldBe(("webauthn", "FIDO"));
        factor["profile"]!["credentialId"].ShouldNotBeNull();
        return (state, factor["_embedded"]!["challenge"]!.AsObject());
    }

    private Task<ApiAnswer> Verify(string factorId, string state, JsonObject answer)
    {
        answer["stateToken"] = state;
        return Org.Authn($"/factors/{factorId}/verify", answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_program_sets_one_up_and_signs_in_with_it(bool classic)
    {
        using var device = Org.Device();
        var (person, factor) = await Enrolled(device, classic);
        (await Org.Events(factor)).ShouldBe(["user.mfa.factor.activate"]);
        var (state, asked) = await Challenged(person, factor);
        // Whoever asks again how it stands hears the same.
        (await Org.Authn("/introspect", new JsonObject { ["stateToken"] = state })).ShouldSucceed()["_embedded.factor._embedded.challenge.challenge"].ShouldBe(asked["challenge"]!.ToString());
        var done = (await Verify(factor, state, Answer(device.Sign(asked), classic))).ShouldSucceed();
        done["status"].ShouldBe("SUCCESS");
        using var browser = Org.Browser();
        var end = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("sessionToken", done["sessionToken"]), ("acr_values", Acr.PhishingResistant)]));
        var claims = (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token");
        claims["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "swk"]);
        claims["acr"]!.ToString().ShouldBe(Acr.PhishingResistant);
    }

    [Fact]                                                             // threats §1 rows 4, 6: one transaction's, the newest, once
    public async Task What_was_asked_before_or_of_another_is_not_answered()
    {
        using PasskeyDevice device = Org.Device(), others = Org.Device();
        var (person, factor) = await Enrolled(device);
        var (other, otherFactor) = await Enrolled(others);
        var (state, first) = await Challenged(person, factor);
        var (otherState, otherAsked) = await Challenged(other, otherFactor);
        (await Verify(factor, state, Answer(device.Sign(otherAsked, device.Keys[0])))).ShouldBeRefused(403, "E0000068");
        (await Verify(otherFactor, state, Answer(others.Sign(otherAsked)))).ShouldBeRefused(404, "E0000007");
        (await Verify(factor, state, Answer(others.Sign(first, others.Keys[0])))).ShouldBeRefused(403, "E0000068");

        var newer = (await Org.Authn($"/factors/{factor}/verify", new JsonObject { ["stateToken"] = state })).ShouldSucceed().Object["_embedded"]!["factor"]!["_embedded"]!["challenge"]!.AsObject();
        (await Verify(factor, state, Answer(device.Sign(first)))).ShouldBeRefused(403, "E0000068");
        var said = Answer(device.Sign(newer));
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Verify(factor, state, said.DeepClone().AsObject())));
        tries.Count(one => one.Status == HttpStatusCode.OK).ShouldBe(1);
        tries.ShouldAllBe(one => (int)one.Status < 500);
        (await Verify(factor, state, said.DeepClone().AsObject())).ShouldBeRefused(401, "E0000011");
        // Nobody asked yet.
        var fresh = (await Org.Authn(other)).ShouldSucceed()["stateToken"]!;
        (await Verify(otherFactor, fresh, Answer(others.Sign(otherAsked)))).ShouldBeRefused(403, "E0000068");
        (await Verify(otherFactor, otherState, Answer(others.Sign(otherAsked)))).ShouldSucceed();
    }

    [Fact]                                                             // nobody guesses a signature, so a wrong one locks nobody out
    public async Task Wrong_signatures_lock_nobody_out()
    {
        using var device = Org.Device();
        var (person, factor) = await Enrolled(device);
        var (state, asked) = await Challenged(person, factor);
        device.Garbles = true;
        for (var i = 0; i < 12; i++) (await Verify(factor, state, Answer(device.Sign(asked)))).ShouldBeRefused(403, "E0000068");
        device.Garbles = false;
        (await Verify(factor, state, Answer(device.Sign(asked)))).ShouldSucceed();
    }

    [Fact]                                                             // contract §3.2
    public async Task An_administrator_has_one_tried()
    {
        using var device = Org.Device();
        var (person, factor) = await Enrolled(device);
        var path = $"/users/{person.Id}/factors/{factor}/verify";
        var asked = (await Org.Post(path)).ShouldSucceed();
        asked["factorResult"].ShouldBe("CHALLENGE");
        var challenge = asked.Object["_embedded"]!["challenge"]!.AsObject();
        var said = Answer(device.Sign(challenge));
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Org.Post(path, said.DeepClone())));
        tries.Count(one => one.Status == HttpStatusCode.OK).ShouldBe(1);
        (await Org.Post(path, said.DeepClone())).ShouldBeRefused(403, "E0000068");
        (await Org.Post(path, new JsonObject { ["clientData"] = "e30", ["authenticatorData"] = "e30" })).ShouldBeRefused(400, "E0000001", "signatureData: The field cannot be left blank");
    }

    [Fact]
    public async Task One_that_was_begun_is_activated_by_what_was_asked_then_once()
    {
        using var device = Org.Device();
        var person = await Org.CreatePersonAsync();
        async Task<(string Id, JsonObject Asked)> Begun()
        {
            var begun = (await Org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "webauthn", ["profile"] = new JsonObject { ["authenticatorName"] = "Badge" } })).ShouldSucceed();
            return (begun.Id, begun.Object["_embedded"]!["activation"]!.AsObject());
        }
        var (one, two) = (await Begun(), await Begun());
        Task<ApiAnswer> Activate(string id, JsonObject answer) => Org.Post($"/users/{person.Id}/factors/{id}/lifecycle/activate", answer);
        (await Activate(one.Id, Answer(device.Make(two.Asked)))).ShouldBeRefused(403, "E0000068");
        (await Activate(one.Id, new JsonObject { ["clientData"] = "e30", ["attestation"] = "e30" })).ShouldBeRefused(403, "E0000068");
        (await Activate(one.Id, new JsonObject { ["passCode"] = "123456" })).ShouldBeRefused(400, "E0000001", "clientData: The field cannot be left blank");
        // Half of it is nobody's factor.
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldNotBeNull();
        var said = Answer(device.Make(one.Asked));
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Activate(one.Id, said.DeepClone().AsObject())));
        tries.Count(tried => tried.Status == HttpStatusCode.OK).ShouldBe(1);
        tries.ShouldAllBe(tried => (int)tried.Status < 500);
        (await Org.PasskeysOf(person)).Single(each => each["status"]!.ToString() == "ACTIVE")["profile"]!["authenticatorName"]!.ToString().ShouldBe("Badge");
    }

    [Fact]                                                             // contract §3.2, catalog
    public async Task The_catalog_offers_another()
    {
        using var device = Org.Device();
        var (person, _) = await Enrolled(device);
        var offer = (await Org.Read($"/users/{person.Id}/factors/catalog")).List.Single(one => one!["factorType"]!.ToString() == "webauthn")!;
        (offer["provider"]!.ToString(), offer["status"]!.ToString()).ShouldBe(("FIDO", "ACTIVE"));
    }
}
