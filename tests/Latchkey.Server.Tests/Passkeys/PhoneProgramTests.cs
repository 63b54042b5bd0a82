using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.ApiCalls;

namespace Latchkey.Server.Tests.Passkeys;

/// <summary>Passkeys in programs on phones and on related sites: whose answers count, and what phones are told. Contract §3.8; decision 0018.</summary>
public sealed class PhoneProgramTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Wrong = "This passkey does not work here. Try again, or sign in another way.";

    private static byte[] Certificate(string of) => SHA256.HashData(Encoding.UTF8.GetBytes(of));

    private static string Print(string of) => string.Join(':', Certificate(of).Select(one => one.ToString("X2", null)));

    private static string OriginOf(string of) => "android:apk-key-hash:" + Base64Url.EncodeToString(Certificate(of));

    private static JsonObject Phones(string of, string package = "com.example.bakery", string team = "ABCDE12345", string bundle = "com.example.bakery") => new()
    {
        ["android"] = new JsonArray(new JsonObject { ["packageName"] = package, ["sha256CertFingerprints"] = new JsonArray(Print(of)) }),
        ["apple"] = new JsonArray(new JsonObject { ["teamId"] = team, ["bundleId"] = bundle }),
    };

    private static JsonObject Native(JsonObject? mobile, string redirect = "com.example.bakery:/callback")
    {
        var app = NewApp("native", new JsonObject { ["redirect_uris"] = new JsonArray(redirect) }, label: "Phone");
        if (mobile is not null) app["settings"]!["mobile"] = mobile;
        return app;
    }

    private async Task<string> SignIn(PasskeyDevice device, string origin)
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        device.Origin = origin;
        var end = await browser.Use(page, device);
        return end.Parameter("code") is not null ? "in" : end.TextOf("[role=alert]")!;
    }

    [Fact]
    public async Task A_program_of_the_org_signs_in_as_long_as_its_app_is_active_and_names_its_certificate()
    {
        using var device = Org.Device();
        await Org.PersonWithPasskey(device);
        (await SignIn(device, OriginOf("one"))).ShouldBe(Wrong);                                    // nobody said so yet

        var app = (await Org.Post("/apps", Native(Phones("one")))).ShouldSucceed();
        app["settings.mobile.android"].ShouldNotBeNull();
        (await SignIn(device, OriginOf("one"))).ShouldBe("in");
        (await SignIn(device, OriginOf("two"))).ShouldBe(Wrong);                                    // another certificate, maybe of the same package
        (await SignIn(device, OriginOf("one") + "=")).ShouldBe(Wrong);                              // compared whole
        (await SignIn(device, OriginOf("one").ToUpperInvariant())).ShouldBe(Wrong);
        (await SignIn(device, OriginOf("one")[..^1])).ShouldBe(Wrong);
        (await SignIn(device, "android:apk-key-hash-sha256:" + Base64Url.EncodeToString(Certificate("one")))).ShouldBe(Wrong);

        (await Org.Post($"/apps/{app.Id}/lifecycle/deactivate")).ShouldSucceed();
        (await SignIn(device, OriginOf("one"))).ShouldBe(Wrong);
        (await Org.Post($"/apps/{app.Id}/lifecycle/activate")).ShouldSucceed();
        (await SignIn(device, OriginOf("one"))).ShouldBe("in");

        var changed = app.Object.DeepClone().AsObject();
        changed["settings"]!.AsObject().Remove("mobile");
        (await Org.Put($"/apps/{app.Id}", changed.DeepClone())).ShouldSucceed()["settings.mobile.android"].ShouldNotBeNull();      // unsaid is unchanged
        changed["settings"]!["mobile"] = Phones("two");
        (await Org.Put($"/apps/{app.Id}", changed.DeepClone())).ShouldSucceed();
        (await SignIn(device, OriginOf("one"))).ShouldBe(Wrong);
        (await SignIn(device, OriginOf("two"))).ShouldBe("in");
        changed["settings"]!["mobile"] = new JsonObject { ["android"] = new JsonArray() };
        (await Org.Put($"/apps/{app.Id}", changed.DeepClone())).ShouldSucceed()["settings.mobile"].ShouldBeNull();
        (await SignIn(device, OriginOf("two"))).ShouldBe(Wrong);
        (await Org.Post($"/apps/{app.Id}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Delete($"/apps/{app.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await SignIn(device, Org.Url)).ShouldBe("in");
    }

    [Fact]                                                             // threats §1 row 4
    public async Task A_program_of_another_org_signs_nobody_in_here()
    {
        using var device = Org.Device();
        await Org.PersonWithPasskey(device);
        var (_, api) = await Org.AnotherOrg();
        using (api)
        {
            (await Org.CallRaw(HttpMethod.Post, "/apps", Native(Phones("theirs")).ToJsonString(), client: api)).ShouldSucceed();
            (await Org.CallRaw(HttpMethod.Get, "/apps", null, client: api)).Text.ShouldContain(Print("theirs"));
        }
        (await SignIn(device, OriginOf("theirs"))).ShouldBe(Wrong);
        (await Org.Http.GetStringAsync("/.well-known/assetlinks.json")).ShouldNotContain(Print("theirs"));
    }

    [Fact]
    public async Task Phones_are_told_which_programs_belong_to_the_address()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Http.GetStringAsync("/.well-known/assetlinks.json")).ShouldBe("[]");
        var host = new Uri(org.Url).Host;
        (await org.Post("/apps", Native(Phones("one")))).ShouldSucceed();
        // An app whose sign-ins return to an https address of this host, so that the program is opened for it.
        (await org.Post("/apps", Native(Phones("two", "com.example.shop", "ZZZZZ99999", "com.example.shop"), $"https://{host}/shop/callback"))).ShouldSucceed();

        using var answer = await org.Http.GetAsync("/.well-known/assetlinks.json");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        var links = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().OrderBy(one => one!["target"]!["package_name"]!.ToString()).ToArray();
        links[0]!["relation"]!.ToJsonString().ShouldBe("""["delegate_permission/common.get_login_creds"]""");
        links[0]!["target"]!.ToJsonString().ShouldBe(new JsonObject { ["namespace"] = "android_app", ["package_name"] = "com.example.bakery", ["sha256_cert_fingerprints"] = new JsonArray(Print("one")) }.ToJsonString());
        links[1]!["relation"]!.ToJsonString().ShouldBe("""["delegate_permission/common.get_login_creds","delegate_permission/common.handle_all_urls"]""");

        var apple = JsonNode.Parse(await org.Http.GetStringAsync("/.well-known/apple-app-site-association"))!;
        apple["webcredentials"]!["apps"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["ABCDE12345.com.example.bakery", "ZZZZZ99999.com.example.shop"], ignoreOrder: true);
        apple["applinks"]!["details"]!.ToJsonString().ShouldBe("""[{"appIDs":["ZZZZZ99999.com.example.shop"],"components":[{"/":"/shop/callback"}]}]""");
        JsonNode.Parse(await org.Http.GetStringAsync("/.well-known/webauthn"))!["origins"]!.AsArray().Select(one => one!.ToString()).ShouldBe([org.Url]);
    }

    [Fact]
    public async Task A_related_site_may_use_the_orgs_passkeys_and_what_is_added_by_hand_vouches_for_no_program()
    {
        using var device = Org.Device();
        await Org.PersonWithPasskey(device);
        var at = $"/brands/{(await Org.Read("/brands")).Each("id").Single()}/well-known-uris";
        (await Org.Read($"{at}/webauthn/customized")).ShouldBeRefused(404, "E0000007");
        (await SignIn(device, "https://shop.example")).ShouldBe(Wrong);
        var put = (await Org.Put($"{at}/webauthn/customized", new JsonObject { ["representation"] = new JsonObject { ["origins"] = new JsonArray("https://shop.example") } })).ShouldSucceed();
        put.Object["representation"]!.ToJsonString().ShouldBe("""{"origins":["https://shop.example"]}""");
        (await SignIn(device, "https://shop.example")).ShouldBe("in");
        (await SignIn(device, "https://shop.example:8443")).ShouldBe(Wrong);
        (await SignIn(device, "https://evil.shop.example")).ShouldBe(Wrong);
        (await Org.Http.GetStringAsync("/.well-known/webauthn")).ShouldContain("https://shop.example");
        (await Org.Read($"{at}?expand=all")).ShouldSucceed().Object["_embedded"]!["webauthn"]!["customized"].ShouldNotBeNull();

        var added = new JsonArray(new JsonObject
        {
            ["relation"] = new JsonArray("delegate_permission/common.get_login_creds"),
            ["target"] = new JsonObject { ["namespace"] = "android_app", ["package_name"] = "com.example.added", ["sha256_cert_fingerprints"] = new JsonArray(Print("added")) },
        });
        (await Org.Put($"{at}/assetlinks.json/customized", new JsonObject { ["representation"] = added })).ShouldSucceed();
        (await Org.Http.GetStringAsync("/.well-known/assetlinks.json")).ShouldContain("com.example.added");
        (await SignIn(device, OriginOf("added"))).ShouldBe(Wrong);
        (await Org.Put($"{at}/apple-app-site-association/customized", new JsonObject { ["representation"] = new JsonObject { ["appclips"] = new JsonObject { ["apps"] = new JsonArray("X.y.z.Clip") } } })).ShouldSucceed();
        (await Org.Http.GetStringAsync("/.well-known/apple-app-site-association")).ShouldContain("appclips");
        (await Org.Read($"{at}/assetlinks.json")).ShouldSucceed().Text.ShouldContain("com.example.added");

        (await Org.Put($"{at}/webauthn/customized", new JsonObject { ["representation"] = new JsonObject { ["origins"] = new JsonArray() } })).ShouldSucceed();
        (await SignIn(device, "https://shop.example")).ShouldBe(Wrong);
    }

    [Theory]
    [InlineData("webauthn", """{"origins":["http://shop.example"]}""")]
    [InlineData("webauthn", """{"origins":["https://shop.example/"]}""")]
    [InlineData("webauthn", """{"origins":["https://*.example"]}""")]
    [InlineData("webauthn", """{"origins":["https://u@shop.example"]}""")]
    [InlineData("webauthn", """{"origins":["android:apk-key-hash:AAAA"]}""")]
    [InlineData("webauthn", """{"origins":["null"]}""")]
    [InlineData("webauthn", """{"origins":"https://shop.example"}""")]
    [InlineData("webauthn", """["https://shop.example"]""")]
    [InlineData("assetlinks.json", """{"relation":[]}""")]
    [InlineData("assetlinks.json", """[{"relation":[]}]""")]
    [InlineData("apple-app-site-association", """[]""")]
    [InlineData("apple-app-site-association", """{"webcredentials":[]}""")]
    [InlineData("apple-app-site-association", """{"webcredentials":{"apps":"x"}}""")]
    public async Task A_file_that_its_readers_would_not_take_is_refused(string name, string representation)
    {
        var at = $"/brands/{(await Org.Read("/brands")).Each("id").Single()}/well-known-uris/{name}/customized";
        (await Org.Put(at, new JsonObject { ["representation"] = JsonNode.Parse(representation) })).ShouldBeRefused(400, "E0000001", "representation");
        (await Org.Put(at, new JsonObject())).ShouldBeRefused(400, "E0000001", "representation");
    }

    [Theory]
    [InlineData("com", "AB", "ABCDE12345", "com.example.app")]
    [InlineData("com.example.app", "AB:CD", "ABCDE12345", "com.example.app")]
    [InlineData("com.example.app", null, "ABCDE1234", "com.example.app")]
    [InlineData("com.example.app", null, "ABCDE12345", "*")]
    [InlineData("com.example.app\"", null, "ABCDE12345", "com.example.app")]
    public async Task What_is_no_program_is_refused(string package, string? print, string team, string bundle)
    {
        var mobile = Phones("one", package, team, bundle);
        if (print is not null) mobile["android"]![0]!["sha256CertFingerprints"] = new JsonArray(print);
        (await Org.Post("/apps", Native(mobile))).ShouldBeRefused(400, "E0000001", "settings.mobile");
    }

    [Fact]
    public async Task Only_a_native_app_is_a_program_and_a_digest_is_taken_as_it_is_written_elsewhere()
    {
        var web = NewApp("web");
        web["settings"]!["mobile"] = Phones("one");
        (await Org.Post("/apps", web)).ShouldBeRefused(400, "E0000001", "settings.mobile");
        var plain = Phones("plain");
        plain["android"]![0]!["sha256CertFingerprints"] = new JsonArray(Convert.ToHexStringLower(Certificate("plain")));
        (await Org.Post("/apps", Native(plain))).ShouldSucceed().Text.ShouldContain(Print("plain"));
    }

    [Fact]                                                             // whose programs are those of the org is an administrator's to say
    public async Task No_app_says_it_of_itself_or_another()
    {
        using var key = new AppKey();
        var service = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.apps.manage", "okta.brands.manage"]);
        var token = (await service.TokenAsync(Org.Url, "okta.apps.manage okta.brands.manage")).AccessToken;
        using var client = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(Org.Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await Org.CallRaw(HttpMethod.Post, "/apps", Native(Phones("mine")).ToJsonString(), client: client)).ShouldBeRefused(403, "E0000006", "settings.mobile");
        var brand = (await Org.Read("/brands")).Each("id").Single();
        (await Org.CallRaw(HttpMethod.Put, $"/brands/{brand}/well-known-uris/webauthn/customized", """{"representation":{"origins":["https://evil.example"]}}""", client: client)).ShouldBeRefused(403, "E0000006");
        (await Org.CallRaw(HttpMethod.Get, $"/brands/{brand}/well-known-uris/webauthn", null, client: client)).ShouldSucceed();

        // RFC 7591: a client that registers itself.
        var registered = await Org.CallRaw(HttpMethod.Post, $"{Org.Url}/oauth2/v1/clients", new JsonObject
        {
            ["client_name"] = "Mine", ["application_type"] = "native", ["redirect_uris"] = new JsonArray("com.example.mine:/callback"), ["mobile"] = Phones("mine"),
            ["settings"] = new JsonObject { ["mobile"] = Phones("mine") }, ["token_endpoint_auth_method"] = "none",
        }.ToJsonString(), client: Org.Http);
        registered.Text.ShouldNotContain(Print("mine"));
        (await Org.Http.GetStringAsync("/.well-known/assetlinks.json")).ShouldNotContain(Print("mine"));
    }
}
