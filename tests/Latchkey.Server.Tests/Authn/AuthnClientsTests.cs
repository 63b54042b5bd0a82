using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authn;

/// <summary>
/// Every state of /api/v1/authn, walked by the requests that okta-auth-java 3.0 and okta-auth-swift 2.4 send: the first knows the paths, the second follows
/// links and insists on what they say. Contract §3.5.
/// </summary>
public sealed class AuthnClientsTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private const string Better = "Better-Horse-8";

    private TestOrg Org => fixture.Org;

    /// <summary>One sign-in of such a client.</summary>
    private sealed class Client(TestOrg org, bool swift)
    {
        private static readonly string[] Statuses =
            ["SUCCESS", "LOCKED_OUT", "MFA_CHALLENGE", "MFA_ENROLL", "MFA_ENROLL_ACTIVATE", "MFA_REQUIRED", "PASSWORD_EXPIRED", "PASSWORD_RESET", "PASSWORD_WARN", "RECOVERY", "RECOVERY_CHALLENGE"];

        public ApiAnswer At { get; private set; } = null!;

        public string? State => At["stateToken"];

        public bool Swift => swift;

        public Task<ApiAnswer> Begin(TestPerson person) => To("", swift
            ? new JsonObject
            {
                ["username"] = person.Login, ["password"] = person.Password, ["context"] = new JsonObject(),
                ["options"] = new JsonObject { ["multiOptionalFactorEnroll"] = true, ["warnBeforePasswordExpired"] = true },
            }
            : new JsonObject { ["username"] = person.Login, ["password"] = person.Password, ["options"] = new JsonObject { ["warnBeforePasswordExpired"] = true } });

        /// <summary>By the path.</summary>
        public Task<ApiAnswer> To(string path, JsonObject body) => Post($"{org.Url}/api/v1/authn{path}", body);

        /// <summary>By the link, where the client follows those; otherwise by the path.</summary>
        public Task<ApiAnswer> Step(JsonNode? link, string path, params (string Name, JsonNode? Value)[] more)
        {
            var body = new JsonObject { ["stateToken"] = State };
            foreach (var (name, value) in more) body[name] = value?.DeepClone();
            var one = link is JsonArray list ? list[0] : link;
            return swift ? Post(one.ShouldNotBeNull(At.Text)["href"]!.ToString(), body) : To(path, body);
        }

        public Task<ApiAnswer> Next(string path, params (string Name, JsonNode? Value)[] more) => Step(Links["next"], path, more);

        public JsonObject Links => At.Object["_links"]!.AsObject();

        public JsonNode Factor(string type) => At.Object["_embedded"]!["factors"]!.AsArray().First(one => one!["factorType"]!.ToString() == type)!;

        private async Task<ApiAnswer> Post(string url, JsonObject body)
        {
            using var content = new StringContent(body.ToJsonString());
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            request.Headers.TryAddWithoutValidation("User-Agent", swift ? "okta-auth-swift/2.4.6 iOS/18.1 Device/iPhone" : "okta-auth-java/3.0.0 java/21 Linux/6.1");
            if (swift) request.Headers.TryAddWithoutValidation("X-Device-Fingerprint", "abcdef0123456789");
            var answer = await org.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var said = new ApiAnswer(answer.StatusCode, JsonNode.Parse(text), answer, text);
            if (said.Status != HttpStatusCode.OK) return said;
            ShouldBeReadable(said);
            return At = said;
        }

        /// <summary>What either cannot do without.</summary>
        private static void ShouldBeReadable(ApiAnswer said)
        {
            if (said["status"] is not { } status) return;                  // cancelled
            Statuses.ShouldContain(status);
            if (said["expiresAt"] is { } end) end.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
            if (status.StartsWith("MFA_", StringComparison.Ordinal) || status.StartsWith("PASSWORD_", StringComparison.Ordinal)) said["stateToken"].ShouldNotBeNull(said.Text);
            if (status is "MFA_ENROLL_ACTIVATE" or "MFA_CHALLENGE" or "PASSWORD_EXPIRED" or "PASSWORD_WARN" or "PASSWORD_RESET") said["_links.next.name"].ShouldNotBeNull(said.Text);
            if (said["_embedded.user.passwordChanged"] is { } changed) changed.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
            foreach (var (name, link) in said.Object["_links"]?.AsObject() ?? [])
            {
                if (name == "send") link.ShouldBeOfType<JsonArray>();
                foreach (var one in link as JsonArray ?? [link!.DeepClone()])
                {
                    one!["href"]!.ToString().ShouldStartWith("http");
                    one["hints"]!["allow"]!.AsArray().Count.ShouldBeGreaterThan(0, name);
                }
            }
            foreach (var factor in said.Object["_embedded"]?["factors"]?.AsArray() ?? []) factor!["factorType"].ShouldNotBeNull();
        }
    }

    private Client New(string sdk) => new(Org, sdk == "swift");

    private static (string, JsonNode?) Code(string code) => ("passCode", code);

    [Theory, InlineData("java"), InlineData("swift")]                  // SUCCESS, PASSWORD_EXPIRED
    public async Task A_password_and_one_that_has_expired(string sdk)
    {
        var (client, person) = (New(sdk), await Org.CreatePersonAsync());
        (await client.Begin(person))["status"].ShouldBe("SUCCESS");
        client.At["sessionToken"].ShouldNotBeNull();
        (await client.Begin(person with { Password = "Wrong-Horse-7" })).ShouldBeRefused(401, "E0000004");
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        (await client.Begin(person))["status"].ShouldBe("PASSWORD_EXPIRED");
        (await client.To("", new JsonObject { ["stateToken"] = client.State }))["status"].ShouldBe("PASSWORD_EXPIRED");
        (await client.Next("/credentials/change_password", ("oldPassword", person.Password), ("newPassword", Better)))["status"].ShouldBe("SUCCESS");
    }

    [Theory, InlineData("java"), InlineData("swift")]                  // PASSWORD_WARN
    public async Task One_that_expires_soon_is_changed_or_kept(string sdk)
    {
        var (person, other) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var policy = (await Org.Post("/policies", PolicyCalls.Policy("PASSWORD", await Org.Group(person, other),
            JsonNode.Parse("""{"password":{"age":{"maxAgeDays":10,"expireWarnDays":3}}}""")!.AsObject(), priority: 1))).ShouldSucceed().Id;
        Org.Clock.Advance(TimeSpan.FromDays(8));
        var client = New(sdk);
        (await client.Begin(person))["status"].ShouldBe("PASSWORD_WARN");
        (await client.Step(client.Links["skip"], "/skip"))["status"].ShouldBe("SUCCESS");
        (await client.Begin(other))["status"].ShouldBe("PASSWORD_WARN");
        (await client.Next("/credentials/change_password", ("oldPassword", other.Password), ("newPassword", Better)))["status"].ShouldBe("SUCCESS");
        await Org.DeletePolicy(policy);
    }

    [Theory, InlineData("java"), InlineData("swift")]                  // MFA_REQUIRED, MFA_CHALLENGE
    public async Task A_second_factor_is_chosen_sent_again_taken_back_and_given(string sdk)
    {
        var (client, person) = (New(sdk), await Org.CreatePersonAsync());
        var app = await Org.EnrollAppAsync(person);
        (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        (await client.Begin(person))["status"].ShouldBe("MFA_REQUIRED");
        var mailbox = client.Factor("email");
        var path = $"/factors/{mailbox["id"]}/verify";
        (await client.Step(mailbox["_links"]!["verify"], path))["status"].ShouldBe("MFA_CHALLENGE");
        client.At["factorResult"].ShouldBe("CHALLENGE");
        (await client.Next(path, Code(FactorCalls.Other(await Org.MailedCodeAsync(person.Login))))).ShouldBeRefused(403, "E0000068");
        Org.Clock.Advance(TimeSpan.FromSeconds(31));
        (await client.Step(client.Links["resend"], path + "/resend"))["status"].ShouldBe("MFA_CHALLENGE");
        (await client.Step(client.Links["prev"], "/previous"))["status"].ShouldBe("MFA_REQUIRED");
        var code = client.Factor("token:software:totp");
        (await client.Step(code["_links"]!["verify"], $"/factors/{code["id"]}/verify", Code(app.Next())))["status"].ShouldBe("SUCCESS");

        (await client.Begin(person))["status"].ShouldBe("MFA_REQUIRED");
        await client.Step(client.Factor("email")["_links"]!["verify"], path);
        (await client.Next(path, Code(await Org.MailedCodeAsync(person.Login))))["status"].ShouldBe("SUCCESS");

        (await client.Begin(person))["status"].ShouldBe("MFA_REQUIRED");
        var left = client.State;
        (await client.Step(client.Links["cancel"], "/cancel")).ShouldSucceed();
        (await client.To("", new JsonObject { ["stateToken"] = left })).ShouldBeRefused(401, "E0000011");
    }

    [Theory, InlineData("java"), InlineData("swift")]                  // MFA_ENROLL, MFA_ENROLL_ACTIVATE
    public async Task One_that_a_policy_wants_is_set_up_on_the_way(string sdk)
    {
        var (client, person) = (New(sdk), await Org.CreatePersonAsync());
        var policy = await Org.SignOnPolicy(await Org.Group(person), PolicyCalls.OfSession(requireFactor: true));
        (await client.Begin(person))["status"].ShouldBe("MFA_ENROLL");
        var app = client.Factor("token:software:totp");
        (string, JsonNode?)[] wanted = [("factorType", "token:software:totp"), ("provider", app["provider"]!), .. client.Swift ? [("profile", new JsonObject())] : Array.Empty<(string, JsonNode?)>()];
        (await client.Step(app["_links"]!["enroll"], "/factors", wanted))["status"].ShouldBe("MFA_ENROLL_ACTIVATE");
        (await client.Step(client.Links["prev"], "/previous"))["status"].ShouldBe("MFA_ENROLL");
        await client.Step(client.Factor("token:software:totp")["_links"]!["enroll"], "/factors", wanted);
        var activation = client.At.Object["_embedded"]!["factor"]!["_embedded"]!["activation"]!;
        // Swift reads both as whole numbers.
        (activation["timeStep"]!.GetValue<int>(), activation["keyLength"]!.GetValue<int>()).ShouldBe((30, 6));
        var made = new Authenticator(Org, client.At["_embedded.factor.id"]!, activation["sharedSecret"]!.ToString());
        (await client.Next($"/factors/{made.FactorId}/lifecycle/activate", Code("000000"))).ShouldBeRefused(403, "E0000068");
        (await client.Next($"/factors/{made.FactorId}/lifecycle/activate", Code(made.Next())))["status"].ShouldBe("SUCCESS");
        client.At["sessionToken"].ShouldNotBeNull();
        await Org.DeletePolicy(policy);
    }

    [Theory, InlineData("java"), InlineData("swift")]                  // RECOVERY_CHALLENGE, PASSWORD_RESET
    public async Task A_forgotten_password_is_recovered_by_the_token_of_the_mail(string sdk)
    {
        var (client, person) = (New(sdk), await Org.CreatePersonAsync());
        // Java writes the name of its constant in capitals, Swift the word of the wire.
        (await client.To("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = client.Swift ? "email" : "EMAIL" }))["status"].ShouldBe("RECOVERY_CHALLENGE");
        (client.At["recoveryType"], client.At["factorResult"], client.At["factorType"]).ShouldBe(("PASSWORD", "WAITING", "EMAIL"));
        var token = (await Org.MailsAsync(person.Login))[0].Links.ShouldHaveSingleItem().Split('/')[^1];
        (await client.To("/recovery/token", new JsonObject { ["recoveryToken"] = token }))["status"].ShouldBe("PASSWORD_RESET");
        (await client.To("/recovery/answer", new JsonObject { ["stateToken"] = client.State, ["answer"] = "Rex" })).ShouldBeRefused(403, "E0000079");
        (await client.Next("/credentials/reset_password", ("newPassword", "short"))).ShouldBeRefused(403, "E0000080");
        (await client.Next("/credentials/reset_password", ("newPassword", Better)))["status"].ShouldBe("SUCCESS");
    }

    [Theory, InlineData("java"), InlineData("swift")]                  // contract §3.5: recovery/unlock, recovery/factors/EMAIL/verify; LOCKED_OUT is shown by no policy here
    public async Task A_locked_account_is_opened_by_the_token_of_the_mail(string sdk)
    {
        var (client, person) = (New(sdk), await Org.CreatePersonAsync());
        await Org.UnlockPolicy(await Org.Group(person));
        for (var i = 0; i < Core.People.UserStatuses.MaxAttempts; i++) (await client.Begin(person with { Password = "no" })).ShouldBeRefused(401, "E0000004");
        (await client.Begin(person)).ShouldBeRefused(401, "E0000004");
        (await client.To("/recovery/unlock", new JsonObject { ["username"] = person.Login, ["factorType"] = client.Swift ? "email" : "EMAIL", ["relayState"] = "r" }))["status"].ShouldBe("RECOVERY_CHALLENGE");
        (client.At["recoveryType"], client.At["relayState"]).ShouldBe(("UNLOCK", "r"));
        var token = (await Org.MailsAsync(person.Login))[0].Links.ShouldHaveSingleItem().Split('/')[^1];
        var opened = client.Swift ? await client.To("/recovery/token", new JsonObject { ["recoveryToken"] = token })
            : await client.To("/recovery/factors/EMAIL/verify", new JsonObject { ["passCode"] = token });
        (opened["status"], opened["recoveryType"], opened["sessionToken"]).ShouldBe(("SUCCESS", "UNLOCK", null));
        (await client.To("/recovery/factors/SMS/verify", new JsonObject { ["passCode"] = token })).ShouldBeRefused(400, "E0000001", "EMAIL");
        (await client.To("/recovery/token", new JsonObject { ["recoveryToken"] = token })).ShouldBeRefused(401, "E0000004");
        (await client.Begin(person))["status"].ShouldBe("SUCCESS");
    }

    [Theory, InlineData("java"), InlineData("swift")]                  // LOCKED_OUT, showLockoutFailures: contract §3.5, §3.9
    public async Task A_lock_is_said_where_the_policy_says_so_and_opened_by_the_mail(string sdk)
    {
        var (client, person) = (New(sdk), await Org.CreatePersonAsync());
        var group = await Org.Group(person);
        await Org.UnlockPolicy(group, JsonNode.Parse("""{"password":{"lockout":{"showLockoutFailures":true}}}"""));
        for (var i = 1; i < Core.People.UserStatuses.MaxAttempts; i++) (await client.Begin(person with { Password = "no" })).ShouldBeRefused(401, "E0000004");
        (await client.Begin(person with { Password = "no" }))["status"].ShouldBe("LOCKED_OUT");
        var wrong = client.At;
        (await client.Begin(person)).Text.ShouldBe(wrong.Text);                                          // the lock keeps the password secret
        (client.State, wrong["_embedded.user"], client.Links["next"]!["name"]!.ToString()).ShouldBe((null, null, "unlock"));
        (await client.Next("/recovery/unlock", ("username", person.Login), ("factorType", "EMAIL")))["status"].ShouldBe("RECOVERY_CHALLENGE");
        var token = (await Org.MailsAsync(person.Login))[0].Links.ShouldHaveSingleItem().Split('/')[^1];
        (await client.To("/recovery/token", new JsonObject { ["recoveryToken"] = token }))["recoveryType"].ShouldBe("UNLOCK");
        (await client.Begin(person))["status"].ShouldBe("SUCCESS");
    }

    [Fact]                                                             // threats row 20: a name that nobody has is locked like one that somebody has
    public async Task A_name_that_nobody_has_is_locked_the_same_way_where_locks_are_said()
    {
        await using var org = await TestOrg.StartAsync();
        var policy = (await org.Read("/policies?type=PASSWORD")).List[0]!.AsObject();
        policy["settings"]!["password"]!["lockout"] = JsonNode.Parse("""{"maxAttempts":3,"autoUnlockMinutes":10,"showLockoutFailures":true}""");
        (await org.Put($"/policies/{policy["id"]}", policy)).ShouldSucceed()["settings.password.lockout.showLockoutFailures"].ShouldBe("true");
        var person = await org.CreatePersonAsync();
        async Task<IReadOnlyList<string>> Walk(string login)
        {
            var seen = new List<string>();
            async Task Try() => seen.Add(Regex.Replace((await org.Authn(new TestPerson(login, "Wrong-Horse-7", null))).Text, "\"errorId\":\"[^\"]*\"", "", RegexOptions.None, TimeSpan.FromSeconds(1)));
            for (var i = 0; i < 2; i++) await Try();
            org.Clock.Advance(TimeSpan.FromMinutes(20));                   // guesses far apart are counted together
            for (var i = 0; i < 3; i++) await Try();
            org.Clock.Advance(TimeSpan.FromMinutes(9));
            await Try();                                                   // more of them make a lock no longer
            org.Clock.Advance(TimeSpan.FromMinutes(1));
            for (var i = 0; i < 4; i++) await Try();
            return seen;
        }
        var (known, unknown) = (await Walk(person.Login), await Walk("nobody@example.com"));
        known.ShouldBe(unknown);
        known.Select(text => text.Contains("LOCKED_OUT", StringComparison.Ordinal)).ShouldBe([false, false, true, true, true, true, false, false, true, true]);

        // What one door says, all say.
        foreach (var login in (string[])[person.Login, "nobody@example.com"])
        {
            for (var i = 0; i < 3; i++) await org.Authn(new TestPerson(login, "Wrong-Horse-7", null));
            using var browser = org.Browser();
            var page = await browser.OpenAsync(org.NativeApp.AuthorizeUrl());
            (await browser.SubmitAsync(page, ("identifier", login), ("password", "Wrong-Horse-7"))).TextOf("[role=alert]").ShouldBe("This account is locked after too many wrong passwords.");
        }
        (await org.Authn(person with { Password = "x", Login = "somebody.else@example.com" })).ShouldBeRefused(401, "E0000004");
    }

    [Fact]                                                             // threats rows 6, 9, 20: a link that ends a lock is for that alone, once, and says nothing of who has an account
    public async Task The_link_that_unlocks_does_nothing_else()
    {
        var person = await Org.CreatePersonAsync();
        var group = await Org.Group(person);
        Task<ApiAnswer> Ask(string name) => Org.Authn("/recovery/unlock", new JsonObject { ["username"] = name, ["factorType"] = "email" });
        await Org.UnlockPolicy(group);
        var (known, unknown) = ((await Ask(person.Login)).ShouldSucceed(), (await Ask("nobody@example.com")).ShouldSucceed());
        known.Text.ShouldBe(unknown.Text);
        (await Org.MailsAsync(person.Login)).ShouldBeEmpty();              // it is not locked
        for (var i = 0; i < Core.People.UserStatuses.MaxAttempts; i++) await Org.Authn(person with { Password = "no" });
        (await Ask(person.Login)).Text.ShouldBe(unknown.Text);
        var mail = (await Org.MailsAsync(person.Login))[0];
        mail.Subject.ShouldStartWith("Unlock your account");
        var link = mail.Links.ShouldHaveSingleItem();
        Regex.IsMatch(link, "^" + Regex.Escape(Org.Url) + "/unlock/[0-9A-Za-z]{22}$").ShouldBeTrue(link);
        (await Org.Visit("/reset_password/" + link.Split('/')[^1])).Status.ShouldBe(404);
        (await Org.Authn("", new JsonObject { ["token"] = link.Split('/')[^1] })).ShouldBeRefused(401, "E0000004");

        using var browser = Org.Browser();
        var page = await browser.OpenAsync(link);
        page.TextOf("h1").ShouldBe("Unlock the account");
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");                       // looking does nothing
        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.SubmitAsync(page)));
        ends.Count(end => end.Status == HttpStatusCode.OK).ShouldBe(1);
        ends.Single(end => end.Status == HttpStatusCode.OK).TextOf("h1").ShouldBe("Your account is unlocked.");
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("ACTIVE");
        (await browser.OpenAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
        (await browser.OpenAsync("/unlock/" + new string('x', 22))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.NativeApp.SignInAsync(person, browser: browser)).Parameter("code").ShouldNotBeNull();     // and signed nobody in
        (await Org.Events(person.Id!)).ShouldContain("user.account.unlock_token");
        (await Org.Events(person.Id!)).ShouldContain("user.account.unlock");
    }
}
