using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Protocol;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Storage;

/// <summary>
/// A stored secret that does not open is the server's fault, and no endpoint calls it the caller's: <c>invalid_grant</c> signs devices out, <c>inactive</c>
/// turns callers away, a wrong code locks accounts. Once it opens again, everything is as it was.
/// </summary>
public sealed partial class UnopenedSecretsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "Correct-Horse-7";

    /// <summary>Long enough to be one, and sealed by nobody.</summary>
    private static readonly string Broken = new('A', 400);

    private Database Db => Org.Services.GetRequiredService<Database>();

    [GeneratedRegex(@"create (forgetful )?table (?<table>\w+) \((?<columns>.*?)\n\);", RegexOptions.Singleline, 60_000)]
    private static partial Regex Tables();

    [GeneratedRegex(@"^\s+(?<name>sealed_\w+|flow|payload) ", RegexOptions.Multiline, 60_000)]
    private static partial Regex SealedColumns();

    [GeneratedRegex(@"alter table (?<table>\w+) add column (?<name>sealed_\w+|flow) ", RegexOptions.None, 60_000)]
    private static partial Regex AddedColumns();

    [GeneratedRegex(@"drop table (?<table>\w+);", RegexOptions.None, 60_000)]
    private static partial Regex DroppedTables();

    /// <summary>Each is broken by a test of this class.</summary>
    private static readonly string[] Walked =
    [
        "apps.sealed_secret", "email_servers.sealed_password", "event_hooks.sealed_secret", "factors.sealed_secret", "hook_keys.sealed_private_key", "identity_providers.sealed_secret", "idx_transactions.flow", "inline_hooks.sealed_secret", "key_credentials.sealed_private_key", "linked_identities.sealed_tokens", "log_streams.sealed_token", "one_time_links.flow", "outbox.payload", "pushed_requests.sealed_parameters", "registrations.sealed_answer", "sign_ups.sealed_person", "signing_keys.sealed_private_key", "upstream_requests.sealed_request",
    ];

    [Fact]
    public void No_table_has_a_secret_that_is_not_walked_here()
    {
        var schema = string.Join('\n', Migration.OfThisProgram.Select(migration => migration.Sql.ReplaceLineEndings("\n")));
        var stored = Tables().Matches(schema).SelectMany(table => SealedColumns().Matches(table.Groups["columns"].Value).Select(column => $"{table.Groups["table"]}.{column.Groups["name"]}"))
            .Concat(AddedColumns().Matches(schema).Select(column => $"{column.Groups["table"]}.{column.Groups["name"]}"));
        var gone = DroppedTables().Matches(schema).Select(table => table.Groups["table"].Value).ToHashSet();
        stored.Where(column => !gone.Contains(column.Split('.')[0])).Order(StringComparer.Ordinal).ShouldBe(Walked.Order(StringComparer.Ordinal));
    }

    /// <summary>Breaks a column for as long as the rest takes, and mends it.</summary>
    private async Task While(string column, string key, string condition, Func<Task> walk, params (string Kind, string Key)[] changed)
    {
        Walked.ShouldContain(column);
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        var kept = await Db.Many<Kept>($"select {key} as id, {name} as value from {table} where {condition}", null, default);
        kept.ShouldNotBeEmpty();
        async Task Put(Func<Kept, string> value) => await Db.Write(async w =>
        {
            foreach (var row in kept) await w.Change($"update {table} set {name} = @value where {key} = @id", new { id = row.Id, value = value(row) });
            foreach (var (kind, of) in changed) w.Announce(kind, of);
        }, default);
        await Put(_ => Broken);
        try { await walk(); }
        finally { await Put(row => row.Value); }
    }

    private sealed record Kept
    {
        public required string Id { get; init; }
        public required string Value { get; init; }
    }

    [Fact]                                                             // decision 0054
    public async Task Tokens_of_an_app_with_a_key_of_its_own()
    {
        var app = (await Org.CreateAppAsync()) with { Issuer = Org.Url };
        var kid = (await Org.Post($"/apps/{app.ClientId}/credentials/keys/generate?validityYears=2")).ShouldBe(System.Net.HttpStatusCode.Created)["kid"];
        var document = (await Org.Read($"/apps/{app.ClientId}")).Object;
        document["credentials"]!["signing"] = new JsonObject { ["kid"] = kid };
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed();
        await While("key_credentials.sealed_private_key", "id", $"app_id = '{app.ClientId}'",
            async () => ((int)(await app.TokensAsync(Org.Person)).Status).ShouldBe(500), ("key-credentials", app.ClientId));
        await Db.Write(w =>
        {
            w.Announce("key-credentials", app.ClientId);
            return Task.CompletedTask;
        }, default);
        (await app.TokensAsync(Org.Person)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]                                                             // decision 0041
    public async Task A_sign_in_that_an_orgs_script_draws_goes_on_once_its_request_opens_again()
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        var flow = Uri.UnescapeDataString(page.Url.Query["?flow=".Length..]);
        var begun = await (await Org.IdxApp()).Interact();
        var handle = begun["interaction_handle"].ShouldNotBeNull(begun.Text);
        await Db.Write(async w =>
        {
            await w.Change("update idx_transactions set flow = @flow where hash = @hash", new { flow, hash = Ground.Sealing.Secrets.Hash(handle) });
        }, default);
        async Task<System.Net.HttpStatusCode> Introspect()
        {
            using var content = new StringContent("{\"stateToken\":\"02." + handle + "\"}", null, "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, Org.Url + "/idp/idx/introspect") { Content = content };
            request.Headers.Add("Cookie", browser.Cookies.GetCookieHeader(new Uri(Org.Url)));
            using var answer = await Org.Http.SendAsync(request);
            return answer.StatusCode;
        }
        (await Introspect()).ShouldBe(System.Net.HttpStatusCode.OK);
        await While("idx_transactions.flow", "hash", "flow is not null", async () => (await Introspect()).ShouldBe(System.Net.HttpStatusCode.Unauthorized));
        (await Introspect()).ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private static void ShouldBeOurFault(Seen answer, string what)
    {
        answer.Status.ShouldBe(500, $"{what}: {answer.Text}");
        foreach (var blame in (string[])["invalid_", "\"active\"", "E0000004", "E0000011", "E0000068", "E0000069", "access_denied"]) answer.Text.ShouldNotContain(blame, customMessage: what);
        answer.Headers.ShouldNotContainKey("WWW-Authenticate");
    }

    private static Seen Of(TestPage page) => new((int)page.Status, page.Location, null, new(page.Headers, StringComparer.OrdinalIgnoreCase), page.Text);

    private static HttpContent Json(JsonNode body) => Asking.Of(Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json");

    private string Secret(TestApp app) => $"client_id={app.ClientId}&client_secret={app.ClientSecret}";

    [Fact]
    public async Task Keys_that_sign()
    {
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var tokens = await Org.WebApp.TokensAsync(Org.Person);
        var ofTheOrg = await (Org.WebApp with { Issuer = Org.Url + "/oauth2" }).TokensAsync(Org.Person);
        var code = await Org.WebApp.CodeAsync(Org.Person);
        (string, string)[] changed = [.. ((string[])["", "default", KeyRing.InternalServer]).Select(server => ("keys", $"{org.Id}/{server}"))];
        await While("signing_keys.sealed_private_key", "kid", "1 = 1", async () =>
        {
            foreach (var (issuer, held) in ((string, TestAnswer)[])[(Org.Issuer, tokens), (Org.Url + "/oauth2", ofTheOrg)])
            {
                ShouldBeOurFault(await Org.Visit(issuer + "/v1/keys"), "keys");
                ShouldBeOurFault(await Org.Visit(issuer + "/v1/userinfo", ("Authorization", "Bearer " + held.AccessToken)), "userinfo");
                foreach (var token in (string[])[held.AccessToken, held.IdToken]) ShouldBeOurFault(await Org.PostForm(issuer + "/v1/introspect", $"{Secret(Org.WebApp)}&token={token}"), "introspect");
                ShouldBeOurFault(await Org.PostForm(issuer + "/v1/revoke", $"{Secret(Org.WebApp)}&token={held.AccessToken}"), "revoke");
                ShouldBeOurFault(await Org.PostForm(issuer + "/v1/token", $"{Secret(Org.WebApp)}&grant_type=refresh_token&refresh_token={held.RefreshToken}"), "refresh");
            }
            ShouldBeOurFault(await Org.PostForm(Org.Issuer + "/v1/token", $"{Secret(Org.WebApp)}&grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(Org.WebApp.RedirectUri)}&code_verifier={TestApp.Verifier}"), "code");
            ShouldBeOurFault(await Org.PostForm(Org.Issuer + "/v1/token", $"grant_type=client_credentials&scope=orders%3Aread&client_id={Org.Facts.Apps.Service.ClientId}&client_secret={Org.Facts.Apps.Service.ClientSecret}"), "client credentials");
            ShouldBeOurFault(await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: ("id_token_hint", tokens.IdToken)), ("Accept", "text/html")), "hint");
            ShouldBeOurFault(await Org.Visit($"{Org.Issuer}/v1/logout?id_token_hint={tokens.IdToken}", ("Accept", "text/html")), "logout");
            ShouldBeOurFault(await Org.Visit(Org.Url + "/api/v1/users", ("Authorization", "Bearer " + ofTheOrg.AccessToken)), "management API");
        }, changed);
        (await Org.WebApp.RefreshAsync(tokens.RefreshToken)).AccessToken.ShouldNotBeNullOrEmpty();
        (await Org.WebApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Secrets_of_apps()
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "urn:openid:params:grant-type:ciba", "urn:ietf:params:oauth:grant-type:device_code") });
        var tokens = await app.TokensAsync(Org.Person);
        await While("apps.sealed_secret", "id", $"id = '{app.ClientId}'", async () =>
        {
            foreach (var (endpoint, form) in ((string, string)[])[("token", $"grant_type=refresh_token&refresh_token={tokens.RefreshToken}"), ("introspect", $"token={tokens.AccessToken}"), ("revoke", $"token={tokens.RefreshToken}"), ("par", "response_type=code"),
                ("device/authorize", "scope=openid"), ("bc/authorize", $"scope=openid&login_hint={Org.Person.Login}")])
            {
                ShouldBeOurFault(await Org.PostForm($"{Org.Issuer}/v1/{endpoint}", $"{Secret(app)}&{form}"), endpoint);
                ShouldBeOurFault(await Org.PostForm($"{Org.Issuer}/v1/{endpoint}", form, Asking.Basic($"{app.ClientId}:{app.ClientSecret}")), endpoint);
            }
            ShouldBeOurFault(await Org.Visit(app.AuthorizeUrl(), ("Accept", "text/html")), "authorize");
            foreach (var path in (string[])["", "/credentials/secrets"]) ShouldBeOurFault(await Org.Visit($"/api/v1/apps/{app.ClientId}{path}", ("Authorization", "SSWS " + Org.Facts.ApiToken)), path);
            ShouldBeOurFault(await Org.Visit($"{Org.Issuer}/v1/userinfo", ("Authorization", "Bearer " + tokens.AccessToken)), "userinfo");
        }, ("app", app.ClientId));
        (await app.RefreshAsync(tokens.RefreshToken)).AccessToken.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Secrets_of_authenticator_apps()
    {
        var person = await Org.CreatePersonAsync();
        var factor = await Org.EnrollAppAsync(person);
        var state = (await Org.Authn(person)).ShouldSucceed()["stateToken"]!;
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(person, browser: browser);
        await While("factors.sealed_secret", "id", $"id = '{factor.FactorId}'", async () =>
        {
            for (var i = 0; i < 12; i++)                               // more than lock an account
            {
                ShouldBeOurFault(await Org.Exchange(HttpMethod.Post, $"/api/v1/authn/factors/{factor.FactorId}/verify", Json(new JsonObject { ["stateToken"] = state, ["passCode"] = factor.Now() })), "authn");
                ShouldBeOurFault(Of(await browser.SubmitAsync(page, ("code", factor.Now()))), "page");
            }
            ShouldBeOurFault(await Org.Exchange(HttpMethod.Post, $"/api/v1/users/{person.Id}/factors/{factor.FactorId}/verify", Json(new JsonObject { ["passCode"] = factor.Now() }), ("Authorization", "SSWS " + Org.Facts.ApiToken)), "management API");
        });
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
        (await browser.SubmitAsync(page, ("code", factor.Next()))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task Hooks_and_their_keys()
    {
        await using var receiver = await HookReceiver.Start();
        async Task Walk(string column, JsonObject hook)
        {
            var id = (await Org.Post("/inlineHooks", hook)).ShouldSucceed().Id;
            Task<Seen> Asked() => Org.Exchange(HttpMethod.Post, $"/api/v1/inlineHooks/{id}/execute", Json(new JsonObject()), ("Authorization", "SSWS " + Org.Facts.ApiToken));
            await While(column, "id", column.StartsWith("inline", StringComparison.Ordinal) ? $"id = '{id}'" : "1 = 1", async () => ShouldBeOurFault(await Asked(), column));
            receiver.Calls.ShouldBeEmpty();
            receiver.Answers = (_, http) => HookReceiver.Write(http, """{"access_token":"t","token_type":"Bearer"}""");
            (await Asked()).Status.ShouldBe(200);
            receiver.Clear();
        }
        await Walk("inline_hooks.sealed_secret", HookBodies.Inline("Unopened", receiver.Url, secret: "s"));
        var key = (await Org.Post("/hook-keys", new JsonObject { ["name"] = "Unopened" })).ShouldSucceed().Id;
        await Walk("hook_keys.sealed_private_key", HookBodies.InlineByToken("Unopened key", receiver.Url, receiver.Url, null, key));

        receiver.Answers = HookBodies.Verifies;
        var told = (await Org.Post("/eventHooks", HookBodies.Event("Unopened", receiver.Url, "s"))).ShouldSucceed().Id;
        Task<Seen> Verified() => Org.Exchange(HttpMethod.Post, $"/api/v1/eventHooks/{told}/lifecycle/verify", null, ("Authorization", "SSWS " + Org.Facts.ApiToken));
        await While("event_hooks.sealed_secret", "id", $"id = '{told}'", async () => ShouldBeOurFault(await Verified(), "verification"));
        (await Verified()).Status.ShouldBe(200);

        // Nobody waits for a stream: it is left alone, and goes on when the right key is back.
        receiver.Clear();
        var stream = (await Org.Post("/logStreams", HookBodies.LogStream("Unopened", receiver.Url))).ShouldSucceed().Id;
        Task Streamed()
        {
            Clock.Advance(TimeSpan.FromMinutes(11));
            return Org.Services.GetRequiredService<Core.LogStreams.LogStreamDelivery>().DeliverDue(default);
        }
        await While("log_streams.sealed_token", "id", $"id = '{stream}'", async () =>
        {
            await Streamed();
            receiver.Calls.ShouldBeEmpty();
        });
        await Eventually.HoldsAsync(async () =>
        {
            await Streamed();
            return receiver.Calls.Count > 0;
        });
        (await Org.Delete($"/logStreams/{stream}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Mail_servers_of_an_org()
    {
        await using var smtp = new SmtpTestServer();
        var server = (await Org.Post("/email-servers", new JsonObject
        {
            ["alias"] = "Unopened", ["authType"] = "BASIC_SMTP_AUTH", ["enabled"] = false, ["host"] = smtp.Url.Host, ["port"] = smtp.Url.Port, ["username"] = "us", ["password"] = "s",
        })).ShouldBe(System.Net.HttpStatusCode.Created).Id;
        Task<Seen> Tried() => Org.Exchange(HttpMethod.Post, $"/api/v1/email-servers/{server}/test", Json(JsonNode.Parse("""{"fromAddress":"a@example.com","toAddress":"b@example.com"}""")!),
            ("Authorization", "SSWS " + Org.Facts.ApiToken));
        await While("email_servers.sealed_password", "id", $"id = '{server}'", async () => ShouldBeOurFault(await Tried(), "email-servers"));
        (await Tried()).Status.ShouldBe(204);
        (await Org.Delete($"/email-servers/{server}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Identity_providers_and_who_comes_from_them()
    {
        await using var site = await UpstreamSite.Start();
        site.Now = Clock.GetUtcNow;
        var provider = (await Org.Post("/idps", site.Provider("Unopened", body => body["policy"]!["keepTokens"] = true))).ShouldSucceed().Id;
        var email = $"p{Ground.Sealing.Secrets.Digits(12)}@example.com";
        var claims = UpstreamWalk.Claims("sub-" + email, email);
        using var browser = Org.Browser();
        async Task Comes(string column, string key, string condition, params (string, string)[] changed)
        {
            var sent = await Org.Leave(browser, provider);
            await While(column, key, condition, async () => ShouldBeOurFault(Of(await Org.Return(browser, sent, site.CodeFor(sent, claims))), column), changed);
        }
        await Comes("upstream_requests.sealed_request", "hash", "1 = 1");
        await Comes("identity_providers.sealed_secret", "id", $"id = '{provider}'", ("identity-providers", (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id));
        (await Org.ComeFrom(browser, site, provider, claims)).Parameter("code").ShouldNotBeNull();

        var user = (await Org.Read($"/idps/{provider}/users")).ShouldSucceed().Each("id").Single();
        Task<Seen> Tokens() => Org.Visit($"/api/v1/idps/{provider}/users/{user}/credentials/tokens", ("Authorization", "SSWS " + Org.Facts.ApiToken));
        await Db.Change("update linked_identities set sealed_tokens = coalesce(sealed_tokens, 'x') where user_id = @user", new { user }, default);
        await While("linked_identities.sealed_tokens", "id", $"user_id = '{user}'", async () => ShouldBeOurFault(await Tokens(), "tokens"));
    }

    [Fact]
    public async Task Requests_that_were_pushed()
    {
        var pushed = JsonNode.Parse((await Org.PostForm(Org.Issuer + "/v1/par", new Uri(Org.NativeApp.AuthorizeUrl()).Query[1..])).Text)!["request_uri"]!.GetValue<string>();
        var address = $"{Org.Issuer}/v1/authorize?client_id={Org.NativeApp.ClientId}&request_uri={Uri.EscapeDataString(pushed)}";
        await While("pushed_requests.sealed_parameters", "hash", "1 = 1", async () => ShouldBeOurFault(await Org.Visit(address, ("Accept", "text/html")), "authorize"));
        using var browser = Org.Browser();
        (await browser.SignInAsync(address, Org.Person)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task People_who_are_about_to_be()
    {
        (await Org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = true })).ShouldSucceed();
        using var browser = Org.Browser();
        var email = $"p{Ground.Sealing.Secrets.Digits(12)}@example.com";
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "create")));
        page = await browser.SubmitAsync(page, ("firstName", "Ada"), ("lastName", "L"), ("email", email), ("password", Password));
        var code = await Org.MailedCodeAsync(email);
        await While("sign_ups.sealed_person", "id", "used_at is null", async () =>
        {
            ShouldBeOurFault(Of(await browser.OpenAsync(page.Url.ToString())), "page");
            for (var i = 0; i < 6; i++) ShouldBeOurFault(Of(await browser.SubmitAsync(page, ("code", code))), "code");      // and it costs none of the five tries
        });
        (await browser.SubmitAsync(page, ("code", code))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task Where_a_forgotten_password_leads_back_to()
    {
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var signIn = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        await browser.SubmitAsync(await browser.OpenAsync(signIn.Document.QuerySelector("#forgot")!.GetAttribute("href")!), ("identifier", person.Login));
        var reset = await browser.OpenAsync((await Org.MailsAsync(person.Login))[0].Links.Single());
        await While("one_time_links.flow", "token_hash", "flow is not null and used_at is null", async () => ShouldBeOurFault(Of(await browser.SubmitAsync(reset, ("password", "Better-Horse-8"), ("confirm", "Better-Horse-8"))), "reset"));
        (await browser.SubmitAsync(reset, ("password", "Better-Horse-8"), ("confirm", "Better-Horse-8"))).Document.QuerySelector("a.primary")!.GetAttribute("href").ShouldNotBeNull().ShouldStartWith("/signin?flow=");
    }

    [Fact]
    public async Task What_a_registration_is_answered()
    {
        await using var org = await TestOrg.StartAsync();
        var asked = await org.Exchange(HttpMethod.Post, "/api/v1/registration/reg/register", Json(new JsonObject
        {
            ["userProfile"] = new JsonObject { ["firstName"] = "Olga", ["lastName"] = "Other", ["email"] = $"p{Ground.Sealing.Secrets.Digits(12)}@example.com", ["organization"] = $"Org p{Ground.Sealing.Secrets.Digits(12)}" },
        }));
        var token = JsonNode.Parse(asked.Text)!["developerOrgCliToken"].ShouldNotBeNull(asked.Text).GetValue<string>();
        await org.Services.GetRequiredService<Database>().Change("update registrations set sealed_answer = @Broken", new { Broken }, default);
        ShouldBeOurFault(await org.Visit("/api/internal/v1/developer/redeem/" + token), "redeem");
    }

    [Fact]                                                             // one mail that does not open keeps nobody else's back
    public async Task Mails()
    {
        var person = await Org.CreatePersonAsync();
        await Org.Exchange(HttpMethod.Post, "/api/v1/authn/recovery/password", Json(new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" }));
        await While("outbox.payload", "id", "kind = 'mail' and recipient <> ''", async () =>
        {
            ShouldBeOurFault(await Org.Visit("/dev/mail", ("Accept", "text/html")), "mailbox");
            ShouldBeOurFault(await Org.Visit("/dev/mail.json"), "mailbox");
        });
        (await Org.MailsAsync(person.Login)).ShouldNotBeEmpty();
    }

    [Fact]                                                             // what is not kept but computed under the key
    public async Task A_server_with_another_key_calls_nothing_unknown_or_wrong()
    {
        await using var org = await TestOrg.StartAsync();
        var person = await org.CreatePersonAsync();
        (await org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        using var browser = org.Browser();
        var page = await org.NativeApp.SignInAsync(person, browser: browser);
        var wrong = FactorCalls.Other(await org.MailedCodeAsync(person.Login));
        await org.Services.GetRequiredService<DatabaseMarks>().Replace("key_check", "of another key", default);
        var secret = $"client_id={org.WebApp.ClientId}&client_secret={org.WebApp.ClientSecret}&token=nonsense";
        ShouldBeOurFault(await org.PostForm(org.Issuer + "/v1/introspect", secret), "introspect");
        ShouldBeOurFault(await org.PostForm(org.Issuer + "/v1/revoke", secret), "revoke");
        ShouldBeOurFault(await org.PostForm(org.Issuer + "/v1/token", $"{secret}&grant_type=refresh_token&refresh_token=nonsense"), "refresh");
        for (var i = 0; i < 4; i++) ShouldBeOurFault(Of(await browser.SubmitAsync(page, ("code", wrong))), "mailed code");
        (await org.Services.GetRequiredService<Database>().One<long>("select failed_codes from users where id = @Id", new { person.Id }, default)).ShouldBe(0);
    }
}
