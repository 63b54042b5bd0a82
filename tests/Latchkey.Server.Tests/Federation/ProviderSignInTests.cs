using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Latchkey.Server.Tests.Kit.UpstreamWalk;

namespace Latchkey.Server.Tests.Federation;

/// <summary>Somebody signs in with another provider, and everything that could go wrong on the way. OpenID Connect Core §3.1; threats rows 4, 6, 8 and 11.</summary>
public sealed class ProviderSignInTests(OrgFixture fixture) : OrgTest(fixture), IAsyncLifetime
{
    private readonly List<string> made = [];
    private UpstreamSite site = null!;

    public async Task InitializeAsync()
    {
        site = await UpstreamSite.Start();
        site.Now = Clock.GetUtcNow;
    }

    public async Task DisposeAsync()
    {
        // An org has as many as it may, and one org serves all of these.
        foreach (var id in made) await Org.Delete($"/idps/{id}");
        await site.DisposeAsync();
    }

    private static string Fresh(string what = "person") => $"{what}{Secrets.Digits(10)}@example.com";

    private async Task<string> Provider(Action<JsonObject>? change = null, string type = "OIDC")
    {
        made.Add((await Org.Post("/idps", site.Provider($"Upstream {Secrets.Digits(8)}", body =>
        {
            body["type"] = type;
            change?.Invoke(body);
        }))).ShouldSucceed().Id);
        return made[^1];
    }

    private async Task<(string Id, string Email)> Local(bool verified = true)
    {
        var email = Fresh("local");
        var made = (await Org.Post("/users?activate=true", ApiCalls.NewUser(email, "Correct-Horse-7"))).ShouldSucceed();
        await Org.Services.GetRequiredService<Database>().Change("update users set email_verified = @verified where id = @id", new { id = made.Id, verified = verified ? 1 : 0 }, default);
        return (made.Id, email);
    }

    private static void ShouldSay(TestPage page, string what)
    {
        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
        page.TextOf("[role=alert]").ShouldNotBeNull(page.Text).ShouldContain(what);
        page.Parameter("code").ShouldBeNull();
    }

    private const string Unknown = "No account here goes with that one", Failed = "could not be used";

    [Fact]                                                             // threats row 4
    public async Task No_provider_puts_people_into_a_group_that_gives_a_role()
    {
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Reporters {Secrets.Digits(6)}" } })).ShouldSucceed().Id;
        var assigning = site.Provider($"Upstream {Secrets.Digits(8)}", body => body["policy"]!["provisioning"]!["groups"] = new JsonObject { ["action"] = "ASSIGN", ["assignments"] = new JsonArray(group) });
        (await Org.Post($"/groups/{group}/roles", new JsonObject { ["type"] = "REPORT_ADMIN" })).ShouldBe(HttpStatusCode.Created);
        (await Org.Post("/idps", assigning)).ShouldBeRefused(400, "E0000001", "administrator's role");
    }

    [Fact]
    public async Task A_new_person_comes_back_with_an_account_and_is_the_same_the_next_time()
    {
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Guests {Secrets.Digits(6)}" } })).ShouldSucceed().Id;
        var provider = await Provider(body => body["policy"]!["provisioning"]!["groups"] = new JsonObject { ["action"] = "ASSIGN", ["assignments"] = new JsonArray(group) });
        var email = Fresh();
        using var browser = Org.Browser();
        var sent = await Org.Leave(browser, provider);
        var asked = UpstreamSite.QueryOf(sent);
        sent.ShouldStartWith(site.Issuer + "/authorize?");
        (asked["client_id"], asked["response_type"], asked["redirect_uri"], asked["scope"], asked["code_challenge_method"]).ShouldBe(("latchkey", "code", Org.Url + Callback, "openid profile email", "S256"));

        var page = await Org.Return(browser, sent, site.CodeFor(sent, Claims("sub-" + email, email)));
        var tokens = await Org.NativeApp.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text));
        var claims = tokens.ClaimsOf("id_token");
        (claims["name"]!.ToString(), claims["preferred_username"]!.ToString(), claims["amr"]!.ToJsonString()).ShouldBe(("Mia Martinez", email, """["fed"]"""));
        // Contract §2.3: who vouched for them, whatever asks and however much later.
        claims["idp"]!.ToString().ShouldBe(provider);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ClaimsOf("id_token")["idp"]!.ToString().ShouldBe(provider);
        (await Org.WebApp.RedeemAsync((await browser.OpenAsync(Org.WebApp.AuthorizeUrl("openid"))).Parameter("code")!)).ClaimsOf("id_token")["idp"]!.ToString().ShouldBe(provider);
        var session = (await Org.WithCookies(browser, HttpMethod.Get, "/sessions/me")).ShouldSucceed();
        (session["idp.id"], session["idp.type"]).ShouldBe((provider, "FEDERATION"));
        var call = site.TokenCalls[^1];
        (call.Form["redirect_uri"], call.Headers["authorization"]).ShouldBe((Org.Url + Callback, "Basic " + Convert.ToBase64String("latchkey:upstream-secret"u8)));
        Protocol.Pkce.Challenge(call.Form["code_verifier"]).ShouldBe(asked["code_challenge"]);

        var user = (await Org.Read("/users/" + email)).ShouldSucceed();
        user["status"].ShouldBe("ACTIVE");
        (await Org.Read($"/users/{user.Id}/groups")).ShouldSucceed().Each("id").ShouldContain(group);
        (await Org.Read($"/idps/{provider}/users/{user.Id}")).ShouldSucceed()["externalId"].ShouldBe("sub-" + email);
        (await Org.Events(user.Id)).ShouldContain("user.identity_provider.link");

        // The next time the address is another one, and they are who they were: the sub says so.
        using var again = Org.Browser();
        var next = await Org.ComeFrom(again, site, provider, Claims("sub-" + email, Fresh("moved"), verified: false));
        (await Org.NativeApp.RedeemAsync(next.Parameter("code").ShouldNotBeNull(next.Text))).ClaimsOf("id_token")["sub"]!.ToString().ShouldBe(user.Id);
    }

    [Fact]
    public async Task The_page_offers_every_provider_that_is_switched_on()
    {
        var provider = await Provider();
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        var button = page.Document.QuerySelectorAll("a.provider").Single(link => link.GetAttribute("href")!.StartsWith($"/signin/with/{provider}?", StringComparison.Ordinal));
        button.TextContent.Trim().ShouldStartWith("Sign in with Upstream");
        (await browser.OpenAsync(button.GetAttribute("href")!)).Location.ShouldNotBeNull().ShouldStartWith(site.Issuer);
        (await Org.Post($"/idps/{provider}/lifecycle/deactivate")).ShouldSucceed();
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl())).Document.QuerySelectorAll("a.provider").ShouldNotContain(link => link.GetAttribute("href")!.Contains(provider, StringComparison.Ordinal));
        ShouldSay(await browser.OpenAsync(button.GetAttribute("href")!), "cannot be reached");
        var refused = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("idp", provider)]));
        refused.Parameter("error").ShouldBe("unknown_idp");
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("idp", "0oa00000000000000000")]))).Parameter("error").ShouldBe("unknown_idp");
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("idp", provider), ("prompt", "none")]))).Parameter("error").ShouldBe("unknown_idp");
    }

    [Fact]
    public async Task An_account_is_linked_by_an_address_that_both_sides_have_proven()
    {
        var provider = await Provider();
        var (id, email) = await Local();
        using var browser = Org.Browser();
        var page = await Org.ComeFrom(browser, site, provider, Claims("linked-" + id, email.ToUpperInvariant()));
        (await Org.NativeApp.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text))).ClaimsOf("id_token")["sub"]!.ToString().ShouldBe(id);
        // It is a way in from now on that asks for no password: its owner is told (threats row 8).
        (await Org.MailsAsync(email)).ShouldContain(mail => mail.Subject.Contains("sign-in method was added", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("unverified there")]
    [InlineData("no word of it")]
    [InlineData("a text that is not true")]
    [InlineData("a letter that looks like another")]                   // two mailboxes: RFC 6531 §3.1
    [InlineData("the word of any tenant of Entra's")]
    [InlineData("unverified here")]
    [InlineData("an administrator")]
    [InlineData("an administrator by a role")]
    [InlineData("excluded")]
    [InlineData("in no group")]
    [InlineData("linking is off")]
    [InlineData("suspended")]
    [InlineData("filter")]
    public async Task An_account_is_not_linked_where(string why)
    {
        var (id, email) = await Local(verified: why != "unverified here");
        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"Linked {Secrets.Digits(6)}" } })).ShouldSucceed().Id;
        if (why == "an administrator") await Org.Services.GetRequiredService<Database>().Change("update users set is_admin = 1 where id = @id", new { id }, default);
        if (why == "an administrator by a role") (await Org.Post($"/users/{id}/roles", new JsonObject { ["type"] = "REPORT_ADMIN" })).ShouldBe(HttpStatusCode.Created);
        if (why == "suspended") (await Org.Post($"/users/{id}/lifecycle/suspend")).ShouldSucceed();
        var provider = await Provider(body => body["policy"]!["accountLink"] = why switch
        {
            "excluded" => new JsonObject { ["action"] = "AUTO", ["filter"] = new JsonObject { ["users"] = new JsonObject { ["exclude"] = new JsonArray(id) } } },
            "in no group" => new JsonObject { ["action"] = "AUTO", ["filter"] = new JsonObject { ["groups"] = new JsonObject { ["include"] = new JsonArray(group) } } },
            "linking is off" => new JsonObject { ["action"] = "DISABLED" },
            _ => new JsonObject { ["action"] = "AUTO" },
        }, why == "the word of any tenant of Entra's" ? "MICROSOFT" : "OIDC");
        if (why == "filter")
        {
            var body = (await Org.Read($"/idps/{provider}")).Object.DeepClone().AsObject();
            body["policy"]!["subject"]!["filter"] = "^.*@only\\.example$";
            (await Org.Put($"/idps/{provider}", body)).ShouldSucceed();
        }
        var claims = Claims("stranger-" + id, email, verified: why != "unverified there");
        if (why == "no word of it") claims.Remove("email_verified");
        if (why == "a text that is not true") claims["email_verified"] = "yes";
        if (why == "a letter that looks like another") claims["email"] = "\uFF4C" + email[1..];
        using var browser = Org.Browser();
        ShouldSay(await Org.ComeFrom(browser, site, provider, claims), Unknown);
        (await Org.Read($"/users/{id}/idps")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // OpenID Connect Core §5.7: sub, and nothing else, is who somebody is
    public async Task Another_subject_with_the_same_address_never_takes_the_account_over()
    {
        var provider = await Provider();
        var (id, email) = await Local();
        using (var browser = Org.Browser()) (await Org.ComeFrom(browser, site, provider, Claims("first-" + id, email))).Parameter("code").ShouldNotBeNull();
        using var thief = Org.Browser();
        ShouldSay(await Org.ComeFrom(thief, site, provider, Claims("second-" + id, email)), Unknown);
        (await Org.Read($"/idps/{provider}/users/{id}")).ShouldSucceed()["externalId"].ShouldBe("first-" + id);
    }

    [Fact]
    public async Task Nobody_gets_an_account_with_an_address_that_is_not_proven()
    {
        var provider = await Provider();
        var email = Fresh("squatter");
        using var browser = Org.Browser();
        ShouldSay(await Org.ComeFrom(browser, site, provider, Claims("squat", email, verified: false)), Unknown);
        (await Org.Read("/users/" + email)).ShouldBeRefused(404, "E0000007");
        var closed = await Provider(body => body["policy"]!["provisioning"] = new JsonObject { ["action"] = "DISABLED" });
        ShouldSay(await Org.ComeFrom(browser, site, closed, Claims("squat", email)), Unknown);
        (await Org.Read("/users/" + email)).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // RFC 6749 §10.12, RFC 9700 §4.7
    public async Task A_state_counts_once_and_for_its_browser_alone()
    {
        var provider = await Provider();
        using var browser = Org.Browser();
        using var other = Org.Browser();
        await other.OpenAsync(Org.NativeApp.AuthorizeUrl());
        var sent = await Org.Leave(browser, provider);
        var code = site.CodeFor(sent, Claims("state", Fresh()));
        (await Org.Return(other, sent, code)).Status.ShouldBe(HttpStatusCode.BadRequest);                    // another browser: nothing gained, nothing spent
        site.TokenCalls.ShouldBeEmpty();
        (await Org.Return(browser, sent, code)).Parameter("code").ShouldNotBeNull();
        (await Org.Return(browser, sent, site.CodeFor(sent, Claims("state", Fresh())))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.OpenAsync($"{Org.Url}{Callback}?code=x&state=invented")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.OpenAsync($"{Org.Url}{Callback}?code=x")).Status.ShouldBe(HttpStatusCode.BadRequest);
        site.TokenCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_racing_answers_with_one_state_one_is_listened_to()
    {
        var provider = await Provider();
        var email = Fresh("race");
        using var browser = Org.Browser();
        var sent = await Org.Leave(browser, provider);
        var codes = Enumerable.Range(0, 16).Select(_ => site.CodeFor(sent, Claims("race-" + email, email))).ToArray();
        var pages = await Task.WhenAll(codes.Select(code => Org.Return(browser, sent, code)));
        pages.Count(page => page.Parameter("code") is not null).ShouldBe(1);
        site.TokenCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_browsers_of_one_new_person_make_one_account()
    {
        var provider = await Provider();
        var email = Fresh("twin");
        var browsers = Enumerable.Range(0, 8).Select(_ => Org.Browser()).ToArray();
        var ends = await Task.WhenAll(browsers.Select(browser => Org.ComeFrom(browser, site, provider, Claims("twin-" + email, email))));
        var subjects = await Task.WhenAll(ends.Select(async end => (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["sub"]!.ToString()));
        subjects.Distinct().Count().ShouldBe(1);
        foreach (var browser in browsers) browser.Dispose();
    }

    [Fact]
    public async Task A_state_is_over_after_an_hour()
    {
        var provider = await Provider();
        using var browser = Org.Browser();
        var sent = await Org.Leave(browser, provider);
        Clock.Advance(TimeSpan.FromMinutes(61));
        (await Org.Return(browser, sent, site.CodeFor(sent, Claims("late", Fresh())))).Status.ShouldBe(HttpStatusCode.BadRequest);
        site.TokenCalls.ShouldBeEmpty();
    }

    [Fact]                                                             // RFC 9207 §2.4, RFC 9700 §4.4
    public async Task An_answer_of_another_provider_is_a_mix_up()
    {
        site.Metadata["authorization_response_iss_parameter_supported"] = true;
        var provider = await Provider();
        foreach (var issuer in (string?[])[null, "https://attacker.example.com", site.Issuer + "/"])
        {
            using var browser = Org.Browser();
            var sent = await Org.Leave(browser, provider);
            ShouldSay(await Org.Return(browser, sent, site.CodeFor(sent, Claims("mixed", Fresh())), issuer), Failed);
        }
        site.TokenCalls.ShouldBeEmpty();                                // the code went to nobody
        using var right = Org.Browser();
        var way = await Org.Leave(right, provider);
        (await Org.Return(right, way, site.CodeFor(way, Claims("unmixed", Fresh())), site.Issuer)).Parameter("code").ShouldNotBeNull();
    }

    [Theory]                                                           // OpenID Connect Core §3.1.3.7
    [InlineData("iss", "\"https://attacker.example.com\"")]
    [InlineData("aud", "\"another-client\"")]
    [InlineData("aud", "[\"latchkey\",\"another-client\"]")]
    [InlineData("azp", "\"another-client\"")]
    [InlineData("nonce", "\"of another sign-in\"")]
    [InlineData("nonce", "null")]
    [InlineData("exp", "1000")]
    [InlineData("iat", "99999999999")]
    [InlineData("exp", "null")]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", "null")]
    [InlineData("sub", "17")]
    public async Task An_id_token_with_one_thing_wrong_is_refused(string claim, string value)
    {
        var provider = await Provider();
        using var browser = Org.Browser();
        var claims = Claims("wrong", Fresh());
        claims[claim] = JsonNode.Parse(value);
        ShouldSay(await Org.ComeFrom(browser, site, provider, claims), Failed);
    }

    [Theory]                                                           // RFC 8725 §3.1
    [InlineData("another key")]
    [InlineData("no signature")]
    [InlineData("the secret")]
    [InlineData("the public key as a secret")]
    public async Task An_id_token_that_the_provider_did_not_sign_is_refused(string by)
    {
        var provider = await Provider();
        using var stranger = new AppKey("RS256");
        site.Signs = claims => by switch
        {
            "another key" => stranger.Sign(claims),
            "no signature" => site.Key.Sign(claims).Split('.') is var parts ? $"{Base64("""{"alg":"none"}""")}.{parts[1]}." : "",
            "the secret" => AppKey.SignWithSecret("upstream-secret-upstream-secret-x", claims),
            _ => AppKey.SignWithSecret(site.Key.Jwk.ToJsonString(), claims),
        };
        using var browser = Org.Browser();
        ShouldSay(await Org.ComeFrom(browser, site, provider, Claims("forged", Fresh())), Failed);
        static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task A_code_that_the_provider_refuses_signs_nobody_in()
    {
        var provider = await Provider();
        using var browser = Org.Browser();
        var sent = await Org.Leave(browser, provider);
        ShouldSay(await Org.Return(browser, sent, "a-code-of-another-client"), Failed);
        sent = await Org.Leave(browser, provider);
        ShouldSay(await browser.OpenAsync($"{Org.Url}{Callback}?error=access_denied&state={UpstreamSite.QueryOf(sent)["state"]}"), "not signed in there");
    }

    [Fact]
    public async Task The_userinfo_endpoint_says_the_rest_of_the_same_person_alone()
    {
        var email = Fresh("info");
        site.UserInfo = Claims("info-" + email, email);
        var provider = await Provider();
        using (var browser = Org.Browser())
            (await Org.ComeFrom(browser, site, provider, new JsonObject { ["sub"] = "info-" + email })).Parameter("code").ShouldNotBeNull();
        (await Org.Read("/users/" + email)).ShouldSucceed();
        using var other = Org.Browser();
        ShouldSay(await Org.ComeFrom(other, site, provider, new JsonObject { ["sub"] = "somebody else" }), Failed);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_here_unless_the_org_trusts_theirs()
    {
        var (id, email) = await Local();
        (await Org.Post($"/users/{id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA", ["profile"] = new JsonObject { ["email"] = email } })).ShouldSucceed();
        var strict = await Provider();
        var claims = Claims("factor-" + id, email);
        claims["amr"] = new JsonArray("pwd", "mfa");
        using (var browser = Org.Browser())
        {
            var page = await Org.ComeFrom(browser, site, strict, claims);
            page.Location.ShouldBeNull();
            page.Document.QuerySelector("input[name=code]").ShouldNotBeNull(page.Text);
        }
        var trusting = await Provider(body => body["policy"]!["trustClaims"] = true);
        using var second = Org.Browser();
        var end = await Org.ComeFrom(second, site, trusting, claims);
        (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["amr"]!.ToJsonString().ShouldBe("""["mfa","fed"]""");
    }

    [Fact]
    public async Task Tokens_are_kept_only_when_that_was_asked_for_and_sealed()
    {
        site.Tokens["refresh_token"] = "upstream-refresh";
        site.Tokens["scope"] = "openid email";
        foreach (var asked in (bool[])[false, true])
        {
            var provider = await Provider(body => body["protocol"]!["settings"] = new JsonObject { ["keepTokens"] = asked });
            var email = Fresh("tokens");
            using var browser = Org.Browser();
            (await Org.ComeFrom(browser, site, provider, Claims("tokens-" + email, email))).Parameter("code").ShouldNotBeNull();
            var user = (await Org.Read("/users/" + email)).ShouldSucceed();
            var kept = (await Org.Read($"/idps/{provider}/users/{user.Id}/credentials/tokens")).ShouldSucceed();
            if (asked) kept.Each("token").ShouldBe(["upstream-access", "upstream-refresh"]);
            else kept.List.ShouldBeEmpty();
            var stored = await Org.Services.GetRequiredService<Database>().One<string>("select sealed_tokens from linked_identities where user_id = @id", new { id = user.Id }, default);
            (stored ?? "").ShouldNotContain("upstream");
            (stored is not null).ShouldBe(asked);
        }
    }

    [Fact]
    public async Task Groups_of_the_provider_come_and_go_within_the_filter()
    {
        var ids = new List<string>();
        foreach (var name in (string[])["Red", "Blue", "Green"]) ids.Add((await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = $"{name} {Secrets.Digits(8)}" } })).ShouldSucceed().Id);
        var names = new List<string>();
        foreach (var id in ids) names.Add((await Org.Read($"/groups/{id}"))["profile.name"]!);
        var provider = await Provider(body => body["policy"]!["provisioning"]!["groups"] = new JsonObject { ["action"] = "SYNC", ["sourceAttributeName"] = "groups", ["filter"] = new JsonArray(ids[0], ids[1]) });
        var email = Fresh("groups");
        async Task<string[]> After(params string[] said)
        {
            var claims = Claims("groups-" + email, email);
            claims["groups"] = new JsonArray([.. said.Select(one => JsonValue.Create(one))]);
            using var browser = Org.Browser();
            (await Org.ComeFrom(browser, site, provider, claims)).Parameter("code").ShouldNotBeNull();
            return [.. (await Org.Read($"/users/{email}/groups")).ShouldSucceed().Each("id").Where(ids.Contains).Order()];
        }
        (await After(names[0], names[2])).ShouldBe([ids[0]]);          // the third is none that the provider may speak of
        (await After(names[1])).ShouldBe([ids[1]]);
    }

    [Fact]
    public async Task Apple_is_given_a_secret_signed_for_it_and_answers_by_a_form()
    {
        using var ec = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var provider = (await Org.Post("/idps", site.Provider($"Apple {Secrets.Digits(8)}", body =>
        {
            body["protocol"]!["credentials"] = new JsonObject
            {
                ["client"] = new JsonObject { ["client_id"] = "com.example.web" },
                ["signing"] = new JsonObject { ["teamId"] = "TEAM123456", ["kid"] = "KEY1234567", ["privateKey"] = Convert.ToBase64String(ec.ExportPkcs8PrivateKey()) },
            };
        }, "APPLE"))).ShouldSucceed().Id;
        var email = Fresh("apple");
        using var browser = Org.Browser();
        var sent = await Org.Leave(browser, provider);
        UpstreamSite.QueryOf(sent)["response_mode"].ShouldBe("form_post");
        var code = site.CodeFor(sent, new JsonObject { ["sub"] = "apple-" + email, ["email"] = email, ["email_verified"] = "true" });
        var end = await browser.PostAsync(Org.Url + Callback, ("state", UpstreamSite.QueryOf(sent)["state"]), ("code", code),
            ("user", """{"name":{"firstName":"Ana","lastName":"Apple"},"email":"somebody@else.example"}"""));
        end.Parameter("code").ShouldNotBeNull(end.Text);
        var user = (await Org.Read("/users/" + email)).ShouldSucceed();
        (user["profile.firstName"], user["profile.lastName"], user["profile.email"]).ShouldBe(("Ana", "Apple", email));
        var form = site.TokenCalls[^1].Form;
        var parts = form["client_secret"].Split('.');
        var said = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        (said["iss"]!.ToString(), said["aud"]!.ToString(), said["sub"]!.ToString()).ShouldBe(("TEAM123456", site.Issuer, "com.example.web"));
        ec.VerifyData(System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), System.Security.Cryptography.HashAlgorithmName.SHA256).ShouldBeTrue();
        JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]))!["kid"]!.ToString().ShouldBe("KEY1234567");
    }

    [Fact]                                                             // OpenID Connect Core §9, private_key_jwt
    public async Task A_client_that_signs_for_itself_has_no_secret()
    {
        var provider = await Provider(body => body["protocol"]!["credentials"]!["client"] = new JsonObject { ["client_id"] = "latchkey", ["token_endpoint_auth_method"] = "private_key_jwt" });
        (await Org.Read($"/idps/{provider}")).ShouldSucceed()["protocol.credentials.client.token_endpoint_auth_method"].ShouldBe("private_key_jwt");
        using var browser = Org.Browser();
        (await Org.ComeFrom(browser, site, provider, Claims("signs", Fresh("signs")))).Parameter("code").ShouldNotBeNull();
        var call = site.TokenCalls[^1];
        call.Headers.ContainsKey("authorization").ShouldBeFalse();
        (call.Form["client_id"], call.Form["client_assertion_type"], call.Form.ContainsKey("client_secret")).ShouldBe(("latchkey", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", false));
        var parts = call.Form["client_assertion"].Split('.');
        JsonNode Part(int i) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[i]))!;
        (Part(1)["iss"]!.ToString(), Part(1)["sub"]!.ToString(), Part(1)["aud"]!.ToString()).ShouldBe(("latchkey", "latchkey", site.Issuer));
        // Whoever runs the provider finds the key where the org's keys are.
        var jwks = JsonNode.Parse(await Org.Http.GetStringAsync(Org.Url + "/oauth2/v1/keys"))!["keys"]!.AsArray();
        jwks.Select(key => key!["kid"]!.ToString()).ShouldContain(Part(0)["kid"]!.ToString());
    }

    [Fact]                                                             // OpenID Connect Core §5.7: iss and sub together; threats row 8
    public async Task A_provider_keeps_its_issuer_while_people_come_from_it()
    {
        var (provider, email) = (await Provider(), Fresh("moved"));
        var moved = (await Org.Read($"/idps/{provider}")).Object.DeepClone().AsObject();
        moved["protocol"]!["issuer"] = new JsonObject { ["url"] = "https://attacker.example.com" };
        moved["protocol"]!["credentials"]!["client"]!["client_secret"] = "upstream-secret";
        using (var browser = Org.Browser()) (await Org.ComeFrom(browser, site, provider, Claims("moved-" + email, email))).Parameter("code").ShouldNotBeNull();
        (await Org.Put($"/idps/{provider}", moved)).ShouldBeRefused(400, "E0000001", "cannot be changed while people are linked");
        (await Org.Delete($"/idps/{provider}/users/{(await Org.Read("/users/" + email)).Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Put($"/idps/{provider}", moved)).ShouldSucceed()["protocol.issuer.url"].ShouldBe("https://attacker.example.com");
    }

    [Fact]
    public async Task A_provider_that_is_set_up_anew_signs_with_what_it_has_now()
    {
        var (before, email) = (await Provider(), Fresh("keys"));
        using (var browser = Org.Browser()) (await Org.ComeFrom(browser, site, before, Claims("keys-" + email, email))).Parameter("code").ShouldNotBeNull();
        using var renewed = new AppKey("RS256");
        site.Publishes = renewed;
        var after = await Provider();
        using var other = Org.Browser();
        (await Org.ComeFrom(other, site, after, Claims("keys2-" + email, Fresh("keys")))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // contract §4: redirect-idp; threats row 4
    public async Task From_an_app_s_own_pages_the_code_goes_by_redirect_to_whoever_came_back_and_never_to_the_handle()
    {
        var (provider, app, email) = (await Provider(), await Org.IdxApp(), Fresh("idx"));
        var first = await app.Introspect();
        var redirect = first.Object["remediation"]!["value"]!.AsArray().Single(form => form!["idp"]?["id"]?.ToString() == provider)!;
        (redirect["name"]!.ToString(), redirect["type"]!.ToString(), redirect["method"]!.ToString()).ShouldBe(("redirect-idp", "OIDC", "GET"));
        redirect["href"]!.ToString().ShouldNotContain(first["stateHandle"]![3..]);

        // A stranger hands their address to somebody: that browser gets the code, for an app that never asked it, and the stranger's handle gets nothing.
        using var browser = Org.Browser();
        var sent = (await browser.OpenAsync(redirect["href"]!.ToString())).Location.ShouldNotBeNull();
        var end = await Org.Return(browser, sent, site.CodeFor(sent, Claims("idx-" + email, email)));
        end.Location.ShouldNotBeNull(end.Text).ShouldStartWith(app.RedirectUri);
        end.Parameter("state").ShouldBe("state-1");
        var code = end.Parameter("interaction_code").ShouldNotBeNull();
        (await Org.Idx("introspect", new JsonObject { ["stateHandle"] = first["stateHandle"] })).ShouldSucceed().Forms()[0].ShouldBe("identify");
        (await app.RedeemAsync(code)).ShouldBeRefused("invalid_grant");
        var again = (await browser.OpenAsync(redirect["href"]!.ToString())).Location.ShouldNotBeNull();
        var next = await Org.Return(browser, again, site.CodeFor(again, Claims("idx-" + email, email)));
        (await app.RedeemInteraction(next.Parameter("interaction_code")!)).ClaimsOf("id_token")["amr"]!.ToJsonString().ShouldBe("""["fed"]""");

        // The app names one, or a rule sends the name there: nothing else is offered.
        (await app.Introspect(("idp", provider))).Forms().ShouldBe(["redirect-idp"]);
        (await app.Interact(("idp", "0oa00000000000000000"))).ShouldBeRefused("unknown_idp");
        (await browser.OpenAsync($"{Org.Url}/signin/with/{provider}?interaction=invented")).Status.ShouldBe(HttpStatusCode.BadRequest);
        Clock.Advance(TimeSpan.FromMinutes(61));
        (await browser.OpenAsync(redirect["href"]!.ToString())).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_document_of_another_issuer_is_not_followed()
    {
        site.Metadata["issuer"] = "https://attacker.example.com";
        var provider = await Provider();
        using var browser = Org.Browser();
        ShouldSay(await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("idp", provider)])), "cannot be reached");
    }

    [Fact]
    public async Task What_a_request_wants_of_a_person_reaches_the_provider()
    {
        var provider = await Provider();
        using var browser = Org.Browser();
        var asked = UpstreamSite.QueryOf(await Org.Leave(browser, provider, ("login_hint", "mia@example.com"), ("prompt", "login")));
        (asked["login_hint"], asked["prompt"], asked["max_age"]).ShouldBe(("mia@example.com", "login", "0"));
    }

    private JsonObject Since(string sub, string email, TimeSpan ago)
    {
        var claims = Claims(sub, email);
        claims["auth_time"] = (Clock.GetUtcNow() - ago).ToUnixTimeSeconds();
        return claims;
    }

    [Theory]                                                           // OpenID Connect Core §3.1.2.1, §3.1.3.7 rule 13: what was to be proven anew has not been by an old session there
    [InlineData("prompt", "login", 600), InlineData("max_age", "0", 600), InlineData("max_age", "300", 600)]
    public async Task Who_was_to_sign_in_anew_is_not_let_in_by_an_old_session_elsewhere(string name, string value, int tooLong)
    {
        var (provider, email) = (await Provider(), Fresh());
        using var browser = Org.Browser();
        var sent = await Org.Leave(browser, provider, (name, value));
        ShouldSay(await Org.Return(browser, sent, site.CodeFor(sent, Since(email, email, TimeSpan.FromSeconds(tooLong)))), Failed);
        sent = await Org.Leave(browser, provider, (name, value));
        (await Org.Return(browser, sent, site.CodeFor(sent, Since(email, email, TimeSpan.Zero)))).Parameter("code").ShouldNotBeNull();
        // Who does not say when it was has still been asked for a new one.
        sent = await Org.Leave(browser, provider, (name, value == "300" ? "0" : value));
        (await Org.Return(browser, sent, site.CodeFor(sent, Claims(email, email)))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats row 8: a session of theirs elsewhere makes nobody's sign-in here a new one
    public async Task A_sign_in_is_no_newer_than_the_one_it_rests_on_and_the_account_wants_a_new_one()
    {
        var (provider, email) = (await Provider(), Fresh());
        using var browser = Org.Browser();
        var sent = await Org.Leave(browser, provider);
        UpstreamSite.QueryOf(sent).ContainsKey("prompt").ShouldBeFalse();
        var old = Since(email, email, TimeSpan.FromHours(10));
        var page = await Org.Return(browser, sent, site.CodeFor(sent, old));
        var claims = (await Org.NativeApp.RedeemAsync(page.Parameter("code").ShouldNotBeNull(page.Text))).ClaimsOf("id_token");
        claims["auth_time"]!.GetValue<long>().ShouldBe(old["auth_time"]!.GetValue<long>());

        async Task<string> Away(TestBrowser from)
        {
            var first = await from.OpenAsync("/account/passkeys");
            var link = first.Document.QuerySelectorAll("a.provider").Select(one => one.GetAttribute("href")!).Single(href => href.StartsWith($"/signin/with/{provider}?", StringComparison.Ordinal));
            var away = (await from.OpenAsync(link)).Location.ShouldNotBeNull();
            UpstreamSite.QueryOf(away)["prompt"].ShouldBe("login");
            return away;
        }

        var again = await Away(browser);
        ShouldSay(await Org.Return(browser, again, site.CodeFor(again, old)), Failed);
        again = await Away(browser);
        var inside = await Org.Return(browser, again, site.CodeFor(again, Since(email, email, TimeSpan.Zero)));
        inside.Url.AbsolutePath.ShouldBe("/account/passkeys", inside.Text);

        // Nor where nobody is signed in here any more.
        using var nobody = Org.Browser();
        await Away(nobody);
    }
}
