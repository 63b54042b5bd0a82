using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Devices;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Passkeys;

/// <summary>Which devices an org takes passkeys of, and how it knows them. Contract §3.9, authenticators; decision 0038.</summary>
public sealed class DeviceModelTests : IAsyncLifetime
{
    private readonly PasskeyMaker fido = new("FIDO of this test"), steel = new("Steel Key 5"), tin = new("Tin Key"), stranger = new("Nobody");
    private TestOrg org = null!;
    private string path = "";

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        path = "/authenticators/" + (await org.Read("/authenticators")).ShouldSucceed().List.Single(one => one!["key"]!.ToString() == "webauthn")!["id"];
    }

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        foreach (var maker in (PasskeyMaker[])[fido, steel, tin, stranger]) maker.Dispose();
    }

    private async Task<bool> Bring(int number, params JsonObject[] entries) => await DeviceModels.Bring(org.Services.GetRequiredService<Database>(),
        await FidoMetadata.Read(fido.Sign(number, entries), fido.RootPem, org.Clock.GetUtcNow()), default);

    private Task<ApiAnswer> Ask(JsonObject settings) => org.Put($"{path}/methods/webauthn", new JsonObject { ["settings"] = settings });

    private PasskeyDevice Device(PasskeyMaker? maker) => new(org.Url) { Maker = maker };

    /// <summary>What comes of making one through the management API.</summary>
    private async Task<ApiAnswer> Make(PasskeyDevice device, TestPerson? person = null)
    {
        person ??= await org.CreatePersonAsync();
        var begun = (await org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "webauthn", ["provider"] = "FIDO" })).ShouldSucceed();
        var response = JsonNode.Parse(device.Make(begun.Object["_embedded"]!["activation"]!.AsObject()))!["response"]!;
        return await org.Post($"/users/{person.Id}/factors/{begun.Id}/lifecycle/activate",
            new JsonObject { ["clientData"] = response["clientDataJSON"]!.ToString(), ["attestation"] = response["attestationObject"]!.ToString() });
    }

    [Fact]
    public async Task A_policy_takes_only_models_whose_maker_vouches_for_the_device()
    {
        (await Bring(7, steel.Entry("FIDO_CERTIFIED_L2"), tin.Entry("FIDO_CERTIFIED"))).ShouldBeTrue();
        var asked = (await Ask(new()
        {
            ["userVerification"] = "REQUIRED", ["attachment"] = "ROAMING",
            ["aaguidGroups"] = new JsonArray(new JsonObject { ["name"] = "Steel", ["aaguids"] = new JsonArray(steel.Model.ToString()) }),
        })).ShouldSucceed();
        asked.Object["settings"]!["aaguidGroups"]![0]!["name"]!.ToString().ShouldBe("Steel");
        (await org.Read($"{path}/methods/webauthn")).ShouldSucceed()["settings.attachment"].ShouldBe("ROAMING");
        (await org.Events(path.Split('/')[^1])).ShouldContain("security.authenticator.lifecycle.update");

        var person = await org.CreatePersonAsync();
        var policy = PolicyCalls.Policy("MFA_ENROLL", await org.Group(person), new JsonObject
        {
            ["type"] = "AUTHENTICATORS",
            ["authenticators"] = new JsonArray(new JsonObject { ["key"] = "okta_password", ["enroll"] = new JsonObject { ["self"] = "REQUIRED" } }, new JsonObject
            {
                ["key"] = "webauthn", ["enroll"] = new JsonObject { ["self"] = "OPTIONAL" }, ["constraints"] = new JsonObject { ["aaguidGroups"] = new JsonArray("Steel") },
            }),
        });
        var made = (await org.Post("/policies", policy)).ShouldSucceed();
        made.Object["settings"]!["authenticators"]!.AsArray().Single(one => one!["key"]!.ToString() == "webauthn")!["constraints"]!["aaguidGroups"]![0]!.ToString().ShouldBe("Steel");
        (await Ask(new() { ["aaguidGroups"] = new JsonArray() })).ShouldBeRefused(400, "E0000001", "settings.aaguidGroups");      // a policy names it

        using PasskeyDevice real = Device(steel), other = Device(tin), silent = Device(null), forged = Device(stranger);
        forged.Model = steel.Model;
        (await Make(other, person)).ShouldBeRefused(400, "E0000001", "Tin Key");
        (await Make(silent, person)).ShouldBeRefused(400, "E0000001", "no certificate");
        (await Make(forged, person)).ShouldBeRefused(400, "E0000001", "of its make");                                           // its certificate names another model
        (await Make(real, person)).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        using var unsure = Device(steel);
        unsure.VerifiesUser = false;
        (await Make(unsure, await org.CreatePersonAsync())).Status.ShouldBe(HttpStatusCode.Forbidden);                          // WebAuthn Level 3 §7.1 step 16
        var enrolled = (await org.Read($"/users/{person.Id}/authenticator-enrollments")).ShouldSucceed().List.Single(one => one!["key"]!.ToString() == "webauthn")!;
        (enrolled["profile"]!["aaguid"]!.ToString(), enrolled["profile"]!["authenticatorName"]!.ToString()).ShouldBe((steel.Model.ToString(), "Steel Key 5"));
        using var anybodys = Device(null);
        anybodys.VerifiesUser = true;
        (await Make(anybodys)).ShouldSucceed();                                                                                 // whom the policy is not for
    }

    [Theory]
    [InlineData("certBasedAttestationValidation", null, true, true)]
    [InlineData("hardwareProtected", null, true, true)]
    [InlineData("fipsCompliant", null, false, false)]
    [InlineData("certification", "L2", true, false)]
    [InlineData("certification", "L2plus", false, false)]
    public async Task An_org_asks_for_what_makers_say(string setting, string? value, bool first, bool second)
    {
        await Bring(1, steel.Entry("FIDO_CERTIFIED_L1", "FIDO_CERTIFIED_L2"), tin.Entry("FIDO_CERTIFIED"));
        (await Ask(new() { [setting] = value is null ? (JsonNode)true : value })).ShouldSucceed();
        using PasskeyDevice one = Device(steel), two = Device(tin), unknown = Device(stranger);
        ((await Make(one)).Status == HttpStatusCode.OK).ShouldBe(first);
        ((await Make(two)).Status == HttpStatusCode.OK).ShouldBe(second);
        (await Make(unknown)).ShouldBeRefused(400, "E0000001", "not known");
    }

    [Fact]
    public async Task What_was_revoked_is_refused_at_both_ends_and_an_older_file_brings_nothing_back()
    {
        using var device = Device(steel);
        var person = await org.PersonWithPasskey(device);
        await Bring(5, steel.Entry("FIDO_CERTIFIED_L1"));
        using (var browser = org.Browser())
        {
            var page = await browser.Use(await browser.OpenAsync(org.NativeApp.AuthorizeUrl()), device);
            page.Parameter("code").ShouldNotBeNull(page.Text);
            page = await browser.OpenAsync(org.Url + "/account/passkeys");
            page.TextOf(".place")!.ShouldContain("Steel Key 5");                                       // its name, though nothing was asked of it
        }
        (await Bring(6, steel.Entry("FIDO_CERTIFIED_L1", "REVOKED"))).ShouldBeTrue();
        (await Bring(5, steel.Entry("FIDO_CERTIFIED_L1"))).ShouldBeFalse();
        using (var browser = org.Browser())
        {
            var page = await browser.Use(await browser.OpenAsync(org.NativeApp.AuthorizeUrl()), device);
            page.Shows("input[name=password]").ShouldBeTrue();
        }
        using var another = Device(steel);
        (await Make(another)).ShouldBeRefused(400, "E0000001", "not to be trusted");
        using var pages = org.Browser();
        var walk = await pages.OpenAsync(org.NativeApp.AuthorizeUrl(changes: PasskeyCalls.Enrolling("webauthn")));
        var somebody = await org.CreatePersonAsync();
        walk = await pages.SubmitAsync(walk, ("identifier", somebody.Login), ("password", somebody.Password));
        walk = await pages.Send(walk, another.Make(walk.Asked()), ("name", "Key"));
        walk.TextOf("[role=alert]").ShouldBe("Your organization does not take passkeys of this kind of device. Use another one.");
    }

    private static JsonObject Possession(params (string Name, string Value)[] constraints)
    {
        var possession = new JsonObject();
        foreach (var (name, value) in constraints) possession[name] = value;
        return PolicyCalls.OfApp(constraints: new JsonArray(new JsonObject { ["possession"] = possession }));
    }

    private static string[] Amr(TestAnswer tokens) => [.. tokens.ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString())];

    [Fact]                                                             // contract §3.9, §2.1; decision 0045
    public async Task An_app_may_want_a_key_that_hardware_keeps_and_its_tokens_say_so_of_no_other()
    {
        await Bring(1, steel.Entry("FIDO_CERTIFIED_L2"));
        using PasskeyDevice cloud = Device(null), cloudier = Device(null), key = Device(steel);
        cloud.Syncs = cloudier.Syncs = true;
        var person = await org.PersonWithPasskey(cloud);
        var app = await org.CreateAppAsync();
        await org.AccessPolicy(app.ClientId, Possession(("hardwareProtection", "REQUIRED"), ("userVerification", "REQUIRED"), ("userPresence", "REQUIRED")));
        using (var browser = org.Browser())
        {
            // What they have is copied, so another is set up: of a model that its maker vouches for.
            var page = await browser.Use(await browser.OpenAsync(app.AuthorizeUrl()), cloud);
            page.Url.AbsolutePath.ShouldBe("/signin/enroll");
            page.Asked()["attestation"]!.ToString().ShouldBe("direct");
            page = await browser.Send(page, cloudier.Make(page.Asked()), ("name", "Another phone"));
            page.TextOf("[role=alert]").ShouldBe("Your organization does not take passkeys of this kind of device. Use another one.");
            page = await browser.Send(page, key.Make(page.Asked()), ("name", "Key"));
            Amr(await app.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text))).ShouldBe(["mfa", "swk", "hwk"]);
        }
        using (var browser = org.Browser())
        {
            // The one that would do is asked for, and no other.
            var page = await browser.Use(await browser.OpenAsync(app.AuthorizeUrl(changes: [("acr_values", "phrh")])), cloud);
            page.Url.AbsolutePath.ShouldBe("/signin/factor");
            (page.Asked()["allowCredentials"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString(), page.Asked()["userVerification"]!.ToString()).ShouldBe((key.Keys[^1].Id, "required"));
            page = await browser.Use(page, key);
            var tokens = await app.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text));
            (tokens.ClaimsOf("id_token")["acr"]!.ToString(), string.Join(' ', Amr(tokens))).ShouldBe(("phrh", "mfa swk hwk"));
            (await org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed().Object["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "swk", "hwk"]);
        }
        using (var browser = org.Browser())
        {
            var tokens = await app.RedeemAsync((await browser.Use(await browser.OpenAsync(app.AuthorizeUrl()), key)).Parameter("code")!);
            Amr(tokens).ShouldBe(["mfa", "hwk"]);
        }

        // What FIDO says of the model today counts, and then there is nothing that anybody could set up.
        await Bring(2, steel.Entry("FIDO_CERTIFIED_L2", "USER_KEY_PHYSICAL_COMPROMISE"));
        using (var browser = org.Browser())
        {
            var page = await browser.Use(await browser.OpenAsync(app.AuthorizeUrl()), key);
            page.Parameter("error").ShouldBe("access_denied", page.Text);
            (await browser.OpenAsync(app.AuthorizeUrl(changes: [("acr_values", "phrh")]))).Parameter("error").ShouldBe("unmet_authentication_requirements");
        }
        await org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        var told = (await org.Read($"/logs?filter={Uri.EscapeDataString($"eventType eq \"policy.evaluate_sign_on\" and actor.id eq \"{person.Id}\"")}")).ShouldSucceed().List[^1]!;
        told["outcome"]!["reason"]!.ToString().ShouldEndWith("asks for more than the person can prove: possession.hardwareProtection, possession.userVerification.");
        told["debugContext"]!["debugData"]!["constraints"]!.ToString().ShouldBe("possession.hardwareProtection, possession.userVerification");
        var simulated = (await org.Read($"/policies/simulate?appInstance={app.ClientId}&userId={person.Id}&policyTypes=ACCESS_POLICY")).ShouldSucceed().List.ShouldHaveSingleItem()!;
        simulated["result"]!["policies"]![0]!["rules"]![0]!["constraints"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["possession.hardwareProtection", "possession.userVerification"]);
    }

    [Fact]                                                             // the same judge as on the pages: contract §4
    public async Task An_apps_own_pages_ask_for_the_same_key()
    {
        using PasskeyDevice cloud = Device(null), key = Device(null);
        cloud.Syncs = true;
        var person = await org.PersonWithPasskey(cloud);
        var app = await org.IdxApp();
        var policy = await org.AccessPolicy(app.ClientId, Possession(("deviceBound", "REQUIRED")));
        static JsonObject Options(ApiAnswer document, string member, string name) =>
            document.Object[member]!["value"]!["contextualData"]![name]!.AsObject();
        async Task<ApiAnswer> Begun()
        {
            var first = await app.Introspect();
            return (await org.Send(first, "challenge-webauthn-autofillui-authenticator", IdxWalk.Credentials(cloud.Sign(
                first.Object["webauthnAutofillUIChallenge"]!["value"]!["challengeData"]!.AsObject())))).ShouldSucceed();
        }
        var choose = await Begun();
        choose.Forms().ShouldBe(["select-authenticator-enroll"]);
        choose.Object["authenticators"]!["value"]!.AsArray().ShouldHaveSingleItem()!["key"]!.ToString().ShouldBe("webauthn");
        async Task<ApiAnswer> Make(PasskeyDevice device)
        {
            var making = (await org.Choose(choose, "select-authenticator-enroll", "Passkeys")).ShouldSucceed();
            var made = JsonNode.Parse(device.Make(Options(making, "currentAuthenticator", "activationData")))!["response"]!;
            return await org.Send(making, "enroll-authenticator", new JsonObject
            {
                ["credentials"] = new JsonObject { ["clientData"] = made["clientDataJSON"]!.ToString(), ["attestation"] = made["attestationObject"]!.ToString() },
            });
        }
        using (var copied = Device(null))
        {
            copied.Syncs = true;
            (await Make(copied)).Status.ShouldBe(HttpStatusCode.BadRequest);
        }
        Amr(await app.RedeemInteraction((await Make(key)).Code())).ShouldBe(["mfa", "swk"]);

        var asked = await Begun();
        asked.Forms().ShouldBe(["select-authenticator-authenticate"]);
        asked = (await org.Choose(asked, "select-authenticator-authenticate", "Passkeys")).ShouldSucceed();
        var options = Options(asked, "currentAuthenticatorEnrollment", "challengeData");
        options["allowCredentials"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(key.Keys[^1].Id);
        (await org.Send(asked, "challenge-authenticator", IdxWalk.Credentials(key.Sign(options)))).Code().ShouldNotBeEmpty();

        // Which authenticator, by name: nothing but a code of an app.
        var rule = (await org.Read($"/policies/{policy}/rules")).ShouldSucceed().List.Single(one => one!["system"]?.GetValue<bool>() != true)!.AsObject();
        rule["actions"] = PolicyCalls.OfApp(constraints: new JsonArray(new JsonObject
        {
            ["possession"] = new JsonObject { ["authenticationMethods"] = new JsonArray(new JsonObject { ["key"] = "google_otp", ["method"] = "otp" }) },
        }));
        var kept = (await org.Put($"/policies/{policy}/rules/{rule["id"]}", rule.DeepClone())).ShouldSucceed();
        kept.Object["actions"]!["appSignOn"]!["verificationMethod"]!["constraints"]![0]!["possession"]!["authenticationMethods"]![0]!["key"]!.ToString().ShouldBe("google_otp");
        var totp = await Begun();
        totp.Object["authenticators"]!["value"]!.AsArray().ShouldHaveSingleItem()!["key"]!.ToString().ShouldBe("google_otp");
    }

    [Fact]
    public async Task Passkeys_that_are_copied_may_be_kept_out_and_owners_made_sure_of()
    {
        (await Ask(new() { ["allowSyncablePasskeys"] = false, ["userVerificationForVerify"] = "REQUIRED", ["residentKeyRequirement"] = "REQUIRED" })).ShouldSucceed();
        using PasskeyDevice cloud = Device(null), key = Device(null);
        cloud.Syncs = true;
        (await Make(cloud)).ShouldBeRefused(400, "E0000001", "copied");
        var person = await org.CreatePersonAsync();
        (await Make(key, person)).ShouldSucceed();
        using var browser = org.Browser();
        var page = await browser.OpenAsync(org.NativeApp.AuthorizeUrl());
        page.Asked()["userVerification"]!.ToString().ShouldBe("required");
        key.VerifiesUser = false;
        (await browser.Use(page, key)).Shows("input[name=password]").ShouldBeTrue();
        key.VerifiesUser = true;
        (await browser.Use(await browser.OpenAsync(org.NativeApp.AuthorizeUrl()), key)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_org_knows_models_of_its_own()
    {
        (await Ask(new() { ["certBasedAttestationValidation"] = true })).ShouldBeRefused(400, "E0000001", "fido-metadata");
        JsonObject Model(PasskeyMaker maker) => new()
        {
            ["aaguid"] = maker.Model.ToString(), ["attestationRootCertificates"] = new JsonArray(new JsonObject { ["x5c"] = maker.Root }),
            ["authenticatorCharacteristics"] = new JsonObject { ["hardwareProtected"] = true },
        };
        var made = (await org.Post($"{path}/aaguids", Model(tin))).ShouldSucceed();
        made.Object["attestationRootCertificates"]![0]!["iss"]!.ToString().ShouldContain("Tin Key Root");
        (await org.Post($"{path}/aaguids", Model(tin))).ShouldBeRefused(400, "E0000001", "already");
        (await org.Post($"{path}/aaguids", new JsonObject { ["aaguid"] = "no" })).ShouldBeRefused(400, "E0000001", "AAGUID");
        (await org.Post($"{path}/aaguids", new JsonObject { ["aaguid"] = steel.Model.ToString() })).ShouldBeRefused(400, "E0000001", "attestationRootCertificates");
        var one = $"{path}/aaguids/{tin.Model}";
        (await org.Call(HttpMethod.Patch, one, new JsonObject { ["name"] = "Tin of the house" })).ShouldSucceed()["authenticatorCharacteristics.hardwareProtected"].ShouldBe("true");
        (await org.Read(one)).ShouldSucceed()["name"].ShouldBe("Tin of the house");
        (await org.Read($"{path}/aaguids")).ShouldSucceed().List.Count.ShouldBe(1);
        (await Ask(new() { ["hardwareProtected"] = true, ["aaguidGroups"] = new JsonArray(new JsonObject { ["name"] = "House", ["aaguids"] = new JsonArray(tin.Model.ToString()) }) })).ShouldSucceed();
        (await org.Delete(one)).ShouldBe(HttpStatusCode.BadRequest);                                   // a group names it
        using var device = Device(tin);
        (await Make(device)).ShouldSucceed();
        (await Ask(new() { ["hardwareProtected"] = false })).ShouldSucceed();
        (await org.Delete(one)).ShouldBe(HttpStatusCode.NoContent);
        (await org.Read(one)).ShouldBeRefused(404, "E0000007");
    }

    [Fact]
    public async Task A_file_that_somebody_else_signed_or_changed_is_refused()
    {
        var (now, file) = (org.Clock.GetUtcNow(), fido.Sign(3, steel.Entry("FIDO_CERTIFIED_L1")));
        (await FidoMetadata.Read(file, fido.RootPem, now)).Models.ShouldHaveSingleItem().Name.ShouldBe("Steel Key 5");
        await Should.ThrowAsync<FormatException>(() => FidoMetadata.Read(file, stranger.RootPem, now));
        (await Should.ThrowAsync<FormatException>(() => FidoMetadata.Read(file, null, now))).Message.ShouldContain("mds.fidoalliance.org");
        var parts = file.Split('.');
        var changed = $"{parts[0]}.{Base64Url.EncodeToString("""{"no":9,"nextUpdate":"2027-01-01","entries":[]}"""u8)}.{parts[2]}";
        (await Should.ThrowAsync<FormatException>(() => FidoMetadata.Read(changed, fido.RootPem, now))).Message.ShouldContain("changed on the way");
        foreach (var broken in (string[])["", "a.b.c", "{}", parts[0], $"{parts[0]}.{parts[1]}."])
            await Should.ThrowAsync<FormatException>(() => FidoMetadata.Read(broken, fido.RootPem, now));
    }

    [Theory, InlineData("\"x\""), InlineData("[1]"), InlineData("7")]    // contract §3.0, wrong types; §3.9, authenticators
    public async Task Settings_are_an_object(string settings) =>
        (await org.Put($"{path}/methods/webauthn", new JsonObject { ["settings"] = JsonNode.Parse(settings) })).ShouldBeRefused(400, "E0000001", "settings");
}
