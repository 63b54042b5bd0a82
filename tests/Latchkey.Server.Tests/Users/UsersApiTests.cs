using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Users;

public sealed class UsersApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "Correct-Horse-7";

    [Theory]                                                           // contract §3.2, POST /users
    [InlineData("?activate=false", null, "STAGED", 0)]
    [InlineData("?activate=false", Password, "STAGED", 0)]
    [InlineData("?activate=true", Password, "ACTIVE", 0)]
    [InlineData("", Password, "ACTIVE", 0)]
    [InlineData("", null, "PROVISIONED", 1)]
    [InlineData("?activate=true&sendEmail=false", null, "PROVISIONED", 0)]
    [InlineData("?activate=true&nextLogin=changePassword", Password, "PASSWORD_EXPIRED", 0)]
    public async Task A_person_starts_where_the_request_says(string query, string? password, string status, int mails)
    {
        var login = NewLogin();
        var user = (await Org.Post("/users" + query, ApiCalls.NewUser(login, password))).ShouldSucceed();

        user["status"].ShouldBe(status);
        user.Id.ShouldStartWith("00u");
        user["profile.login"].ShouldBe(login);
        user["credentials.provider.type"].ShouldBe("OKTA");
        user["credentials.password"].ShouldBe(password is null ? null : "{}");
        user.Text.ShouldNotContain(Password);
        (await MailTo(login)).Length.ShouldBe(mails);
    }

    [Fact]                                                             // contract §1.1; §11.25
    public async Task The_activation_mail_leads_to_a_first_password()
    {
        var login = NewLogin();
        await Org.Post("/users", ApiCalls.NewUser(login));
        var link = (await MailTo(login))[0]["links"]![0]!.ToString();
        link.ShouldStartWith($"{Org.Url}/welcome/");
        link.Split('/')[^1].Length.ShouldBeGreaterThanOrEqualTo(20);

        using var browser = Org.Browser();
        var page = await browser.OpenAsync(link);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("password");
    }

    [Theory]
    [InlineData("{}", "profile")]
    [InlineData("""{"profile":{}}""", "login: The field cannot be left blank")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A"}}""", "lastName: The field cannot be left blank")]
    [InlineData("""{"profile":{"login":"no-address","email":"a@b.c","firstName":"A","lastName":"B"}}""", "login: must be an email address")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b@c","firstName":"A","lastName":"B"}}""", "email: must be an email address")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a b@c.d","firstName":"A","lastName":"B"}}""", "email: must be an email address")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A\u0007","lastName":"B"}}""", "firstName: must not have control characters")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":5,"lastName":"B"}}""", "firstName: must be a string")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A","lastName":"B","shoeSize":"44"}}""", "shoeSize: is not an attribute")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A","lastName":"B","countryCode":"DEU"}}""", "countryCode: must have at most 2")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A","lastName":"B","profileUrl":"javascript:alert(1)"}}""", "profileUrl")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A","lastName":"B"},"credentials":{"password":{"value":"short"}}}""", "password: Password requirements were not met")]
    [InlineData("""{"profile":{"login":"marianne@b.c","email":"a@b.c","firstName":"A","lastName":"B"},"credentials":{"password":{"value":"xMarianne7y"}}}""", "no parts of your username")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A","lastName":"B"},"credentials":{"password":{"hash":{"algorithm":"SCRYPT"}}}}""", "SCRYPT cannot be imported")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A","lastName":"B"},"credentials":{"password":{"hook":{"type":"other"}}}}""", "hook")]
    [InlineData("""{"profile":{"login":"a@b.c","email":"a@b.c","firstName":"A","lastName":"B"},"credentials":{"provider":{"type":"ACTIVE_DIRECTORY","name":"x"}}}""", "provider")]
    public async Task What_cannot_be_a_person_is_refused_with_the_reason(string body, string cause) =>      // contract §3.2
        (await Org.CallRaw(HttpMethod.Post, "/users", body)).ShouldBeRefused(400, "E0000001", cause);

    [Fact]                                                             // contract §3.2: login 5–100, firstName 1–50
    public async Task Attributes_have_their_limits()
    {
        (await Org.Post("/users", ApiCalls.NewUser("a@b.c", first: new string('x', 51)))).ShouldBeRefused(400, "E0000001", "firstName: must have at most 50");
        (await Org.Post("/users", ApiCalls.NewUser(new string('x', 98) + "@b.c"))).ShouldBeRefused(400, "E0000001", "login: must have at most 100");
        (await Org.Post("/users", ApiCalls.NewUser("a@b"))).ShouldBeRefused(400, "E0000001", "login: must have at least 5");
    }

    [Fact]                                                             // design §7, threats row 7: identifiers are canonical
    public async Task One_login_is_one_person_in_every_spelling()
    {
        var login = NewLogin();
        await Org.Post("/users", ApiCalls.NewUser(login, Password));
        var wide = string.Concat(login.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));

        (await Org.Post("/users", ApiCalls.NewUser(login.ToUpperInvariant()))).ShouldBeRefused(400, "E0000001", "login: An object with this field already exists in the current organization");
        (await Org.Read($"/users/{Uri.EscapeDataString(login.ToUpperInvariant())}")).ShouldSucceed()["profile.login"].ShouldBe(login);
        (await Org.Read($"/users/{Uri.EscapeDataString(wide)}")).ShouldSucceed()["profile.login"].ShouldBe(login);
        (await Org.Read($"/users/{login.Split('@')[0]}")).ShouldSucceed()["profile.login"].ShouldBe(login);
    }

    [Fact]                                                             // contract §3.2: login-shortname
    public async Task A_short_name_finds_nobody_when_two_share_it()
    {
        var name = NewLogin().Split('@')[0];
        await Org.Post("/users", ApiCalls.NewUser($"{name}@one.example"));
        (await Org.Read($"/users/{name}")).ShouldSucceed();
        await Org.Post("/users", ApiCalls.NewUser($"{name}@two.example"));
        (await Org.Read($"/users/{name}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/users/{name}@one.example")).ShouldSucceed();
    }

    [Fact]
    public async Task Of_parallel_creations_of_one_login_one_wins()
    {
        var login = NewLogin();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Org.Post("/users", ApiCalls.NewUser(i % 2 == 0 ? login : login.ToUpperInvariant()))));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.Status != HttpStatusCode.OK)) refused.ShouldBeRefused(400, "E0000001", "login: An object with this field already exists");
    }

    [Fact]                                                             // contract §3.0: POST partial, PUT full
    public async Task Post_changes_what_is_given_and_put_replaces_all()
    {
        var login = NewLogin();
        var body = ApiCalls.NewUser(login, Password);
        body["profile"]!["nickName"] = "Nick";
        body["profile"]!["city"] = "Berlin";
        var user = (await Org.Post("/users", body)).ShouldSucceed();

        var partly = (await Org.Post($"/users/{user.Id}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = "Nora", ["city"] = null } })).ShouldSucceed();
        partly["profile.nickName"].ShouldBe("Nora");
        partly["profile.city"].ShouldBeNull();
        partly["profile.firstName"].ShouldBe("Test");

        var wholly = (await Org.Put($"/users/{user.Id}", new JsonObject { ["profile"] = ApiCalls.Profile(login, "New", "Name") })).ShouldSucceed();
        wholly["profile.firstName"].ShouldBe("New");
        wholly["profile.nickName"].ShouldBeNull();
        (await Org.Put($"/users/{user.Id}", new JsonObject { ["profile"] = new JsonObject { ["login"] = login } })).ShouldBeRefused(400, "E0000001");

        var taken = NewLogin();
        await Org.Post("/users", ApiCalls.NewUser(taken));
        (await Org.Post($"/users/{user.Id}", new JsonObject { ["profile"] = new JsonObject { ["login"] = taken } })).ShouldBeRefused(400, "E0000001", "login: An object with this field already exists");
        var moved = NewLogin();
        (await Org.Post($"/users/{user.Id}", new JsonObject { ["profile"] = new JsonObject { ["login"] = moved } })).ShouldSucceed();
        (await Org.Read($"/users/{moved}")).ShouldSucceed().Id.ShouldBe(user.Id);
        (await Org.Read($"/users/{login}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // threats row 8
    public async Task A_new_address_voids_the_link_sent_to_the_old_one()
    {
        var login = NewLogin();
        var user = (await Org.Post("/users", ApiCalls.NewUser(login))).ShouldSucceed();
        var link = (await MailTo(login))[0]["links"]![0]!.ToString();

        (await Org.Post($"/users/{user.Id}", new JsonObject { ["profile"] = new JsonObject { ["email"] = NewLogin() } })).ShouldSucceed();

        using var browser = Org.Browser();
        (await browser.OpenAsync(link)).Text.ShouldNotContain("type=\"password\"");
    }

    [Fact]                                                             // contract §3.2: DELETE twice
    public async Task The_first_delete_deactivates_and_the_second_deletes()
    {
        var person = await Org.CreatePersonAsync();
        (await Org.Delete($"/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("DEPROVISIONED");
        (await Org.AllPages("/users")).ShouldNotContain(person.Id!);
        (await Org.AllPages("/users?filter=" + Uri.EscapeDataString("status eq \"DEPROVISIONED\""))).ShouldContain(person.Id!);
        (await Org.Delete($"/users/{person.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/users/{person.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"/users/{person.Id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Events(person.Id!)).ShouldBe(["user.lifecycle.create", "user.lifecycle.deactivate", "user.lifecycle.delete.initiated"]);
    }

    [Fact]                                                             // contract §3.2, GET /users
    public async Task People_are_found_by_q_filter_and_search()
    {
        await using var org = await TestOrg.StartAsync();
        var ids = new List<string>();
        foreach (var (login, first, last) in ((string, string, string)[])[("anna@find.example", "Anna", "Zander"), ("ben@find.example", "Ben", "Annaberg"), ("cara@find.example", "Cara", "Öhler")])
            ids.Add((await org.Post("/users", ApiCalls.NewUser(login, Password, first, last))).ShouldSucceed().Id);
        await org.Post($"/users/{ids[1]}", new JsonObject { ["profile"] = new JsonObject { ["department"] = "Sales" } });
        await org.Post($"/users/{ids[2]}/lifecycle/suspend");

        (await org.Read("/users?q=ANNA")).Each("id").ShouldBe([ids[0], ids[1]], ignoreOrder: true);
        (await org.Read("/users?q=%C3%B6h")).Each("id").ShouldBe([ids[2]]);
        (await org.Read("/users?q=find")).List.ShouldBeEmpty();

        foreach (var (search, expected) in new (string, string[])[]
        {
            ("profile.login eq \"ANNA@find.example\"", [ids[0]]),
            ("profile.firstName sw \"b\"", [ids[1]]),
            ("profile.department eq \"sales\"", [ids[1]]),
            ("profile.login sw \"cara\" or profile.department co \"ale\"", [ids[1], ids[2]]),
            ("profile.login co \"@find\" and not (profile.department pr)", [ids[0], ids[2]]),
            ("status eq \"SUSPENDED\"", [ids[2]]),
            ("status eq \"ACTIVE\" and profile.email co \"find\"", [ids[0], ids[1]]),
            ($"id eq \"{ids[0]}\"", [ids[0]]),
            ("profile.lastName eq \"öhler\"", [ids[2]]),
            ("profile.login co \"find\" and lastUpdated lt \"2020-01-01T00:00:00.000Z\"", []),
            ("profile.login co \"find\" and created gt \"2020-01-01T00:00:00Z\"", ids.ToArray()),
        })
        {
            (await org.AllPages("/users?limit=2&search=" + Uri.EscapeDataString(search))).ShouldBe(expected, ignoreOrder: true, search);
        }
        (await org.Read("/users?search=" + Uri.EscapeDataString("profile.login xx \"a\""))).ShouldBeRefused(400, "E0000031");
    }

    [Fact]                                                             // contract §3.0, Pagination
    public async Task Every_person_is_on_exactly_one_page()
    {
        await using var org = await TestOrg.StartAsync();
        for (var i = 0; i < 11; i++) await org.CreatePersonAsync();

        var pages = await org.AllPages("/users?limit=4");
        pages.Count.ShouldBe(13);
        pages.Distinct().Count().ShouldBe(13);
        var first = await org.Read("/users?limit=4");
        first.Link("self").ShouldBe($"{org.Url}/api/v1/users?limit=4");
        first.Link("next").ShouldNotBeNull().ShouldStartWith($"{org.Url}/api/v1/users?limit=4&after=");
        (await org.Read("/users?limit=13")).Link("next").ShouldBeNull();
        (await org.Read("/users?limit=0")).List.Count.ShouldBe(1);      // threats row 13: a page size of nothing
        (await org.Read("/users?limit=-7")).ShouldBeRefused(400, "E0000001");
        (await org.Read("/users?limit=x")).ShouldBeRefused(400, "E0000001");
    }

    [Fact]                                                             // contract §3.2, import
    public async Task An_imported_pbkdf2_password_signs_in()
    {
        var (login, salt) = (NewLogin(), RandomNumberGenerator.GetBytes(16));
        var body = ApiCalls.NewUser(login);
        body["credentials"] = new JsonObject
        {
            ["password"] = new JsonObject
            {
                ["hash"] = new JsonObject
                {
                    ["algorithm"] = "PBKDF2", ["digestAlgorithm"] = "SHA256_HMAC", ["iterationCount"] = 4096, ["keySize"] = 32, ["salt"] = Convert.ToBase64String(salt),
                    ["value"] = Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes("brought-along"), salt, 4096, HashAlgorithmName.SHA256, 32)),
                },
            },
        };
        var user = (await Org.Post("/users", body)).ShouldSucceed();
        user["status"].ShouldBe("ACTIVE");

        (await Org.NativeApp.SignInAsync(new TestPerson(login, "something-else", user.Id))).Parameter("code").ShouldBeNull();
        (await Org.NativeApp.SignInAsync(new TestPerson(login, "brought-along", user.Id))).Parameter("code").ShouldNotBeNull();
        (await Org.NativeApp.SignInAsync(new TestPerson(login, "brought-along", user.Id))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // contract §3.2
    public async Task Me_is_the_owner_of_the_token() => (await Org.Read("/users/me")).ShouldSucceed()["profile.login"].ShouldBe(Org.Facts.Admin.Login);

    [Fact]                                                             // contract §3.2: DELETE /users/{id}/sessions
    public async Task Sessions_end_with_or_without_the_tokens()
    {
        var person = await Org.CreatePersonAsync();
        var tokens = await Org.NativeApp.TokensAsync(person);
        Clock.Advance(TimeSpan.FromSeconds(2));

        (await Org.Delete($"/users/{person.Id}/sessions")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Delete($"/users/{person.Id}/sessions?oauthTokens=true")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
    }

    private static string NewLogin() => $"u{Guid.CreateVersion7():N}@example.com";

    private async Task<JsonObject[]> MailTo(string address) =>
        [.. (await Org.CallRaw(HttpMethod.Get, Org.Facts.Mail + ".json", null)).List.Select(mail => mail!.AsObject()).Where(mail => mail["to"]!.ToString() == address)];

    [Fact]                                                             // contract §3.2: GET /users: what is asked together has to fit together
    public async Task A_filter_beside_a_search_narrows_it()
    {
        var name = "Zq" + Ground.Sealing.Secrets.Digits(10);
        async Task<string> Born(bool activate) => (await Org.Post($"/users?activate={(activate ? "true" : "false")}", ApiCalls.NewUser(NewLogin(), activate ? Password : null, first: name))).ShouldSucceed().Id;
        var (active, staged) = (await Born(true), await Born(false));
        static string Of(string expression) => Uri.EscapeDataString(expression);
        (await Org.Read($"/users?q={name}")).ShouldSucceed().Each("id").ShouldBe([active, staged], ignoreOrder: true);
        (await Org.Read($"/users?q={name}&filter={Of("status eq \"STAGED\"")}")).ShouldSucceed().Each("id").ShouldBe([staged]);
        (await Org.Read($"/users?q={name}&search={Of("status eq \"ACTIVE\"")}")).ShouldSucceed().Each("id").ShouldBe([active]);
        (await Org.Read($"/users?search={Of($"profile.firstName eq \"{name}\"")}&filter={Of("status eq \"STAGED\"")}")).ShouldSucceed().Each("id").ShouldBe([staged]);
        (await Org.Read($"/users?search={Of("status eq \"STAGED\"")}&filter={Of("status eq \"ACTIVE\"")}")).ShouldSucceed().List.ShouldBeEmpty();

        (await Org.Post($"/users/{staged}/lifecycle/deactivate")).ShouldSucceed();
        (await Org.Read($"/users?q={name}&filter={Of($"profile.firstName eq \"{name}\"")}")).ShouldSucceed().Each("id").ShouldBe([active]);
        (await Org.Read($"/users?q={name}&filter={Of("status eq \"DEPROVISIONED\"")}")).ShouldSucceed().Each("id").ShouldBe([staged]);
    }

    [Theory]                                                           // contract §3.0: E0000031: whoever mistypes an attribute would take "none" for an answer
    [InlineData("/users?filter=", "zork eq \"x\"")]
    [InlineData("/users?search=", "profile.shoeSize eq \"44\" or status eq \"ACTIVE\"")]
    [InlineData("/users?filter=", "lastUpdated gt \"x\"")]
    [InlineData("/groups?filter=", "zork eq \"x\"")]
    [InlineData("/groups?search=", "profile.zork eq \"x\"")]
    [InlineData("/logs?filter=", "zork eq \"x\"")]
    [InlineData("/logs?filter=", "actor.zork eq \"x\"")]
    [InlineData("/logs?filter=", "published gt \"yesterday\"")]
    [InlineData("/trustedOrigins?filter=", "zork eq \"x\"")]
    [InlineData("/zones?filter=", "zork eq \"x\"")]
    public async Task What_nothing_has_cannot_be_asked_for(string path, string expression) =>
        (await Org.Read(path + Uri.EscapeDataString(expression))).ShouldBeRefused(400, "E0000031");

    [Theory]
    [InlineData("/users?search=", "profile.department pr and lastLogin gt \"2026-01-01T00:00:00.000Z\"")]
    [InlineData("/groups?search=", "lastMembershipUpdated gt \"2099-01-01T00:00:00.000Z\"")]
    [InlineData("/logs?filter=", "client.geographicalContext.city eq \"Ulm\" and debugContext.debugData.anything pr and target.detailEntry.x eq \"y\"")]
    public async Task What_only_some_have_can_be(string path, string expression) => (await Org.Read(path + Uri.EscapeDataString(expression))).ShouldSucceed();

    [Fact]                                                             // contract §3.2: schemas
    public async Task An_attribute_of_the_schema_can_be_asked_for_before_anybody_has_it()
    {
        var name = "x" + Ground.Sealing.Secrets.Digits(8);
        var address = $"/users?search={Uri.EscapeDataString($"profile.{name} eq \"1\"")}";
        (await Org.Read(address)).ShouldBeRefused(400, "E0000031");
        (await Org.Post("/meta/schemas/user/default", JsonNode.Parse("""{"definitions":{"custom":{"id":"#custom","type":"object","properties":{"NAME":{"title":"X","type":"string"}}}}}""".Replace("NAME", name, StringComparison.Ordinal)))).ShouldSucceed();
        (await Org.Read(address)).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.2: the people of an org are of one type
    public async Task A_type_that_there_is_not_is_refused()
    {
        JsonObject Typed(JsonNode? type)
        {
            var body = ApiCalls.NewUser(NewLogin(), Password);
            body["type"] = type;
            return body;
        }
        (await Org.Post("/users", Typed(new JsonObject { ["id"] = "otyNOPE" }))).ShouldBeRefused(400, "E0000001", "otyNOPE");
        (await Org.Post("/users", Typed("x"))).ShouldBeRefused(400, "E0000001", "type");
        var made = (await Org.Post("/users", Typed(new JsonObject { ["id"] = "default" }))).ShouldSucceed();
        var kept = made.Object;
        (await Org.Put($"/users/{made.Id}", kept)).ShouldSucceed();
        kept["type"]!["id"] = "otyNOPE";
        (await Org.Put($"/users/{made.Id}", kept)).ShouldBeRefused(400, "E0000001", "otyNOPE");
    }

    [Fact]                                                             // contract §3.2: profile: 50 characters, not 50 halves of them
    public async Task A_character_beyond_the_first_plane_is_one_character()
    {
        (await Org.Post("/users", ApiCalls.NewUser(NewLogin(), Password, first: string.Concat(Enumerable.Repeat("😀", 50))))).ShouldSucceed();
        (await Org.Post("/users", ApiCalls.NewUser(NewLogin(), Password, first: string.Concat(Enumerable.Repeat("😀", 51))))).ShouldBeRefused(400, "E0000001", "firstName");
    }

    [Theory]                                                           // contract §3.0, §11 trap 31
    [InlineData("", 411)]
    [InlineData("Content-Length: 0\r\n", 400)]
    public async Task A_request_without_a_length_is_told_so(string length, int status) =>
        Wire.Head(await Org.SendRaw($"POST /api/v1/users HTTP/1.1\r\nHost: {new Uri(Org.Url).Authority}\r\nAuthorization: SSWS {Org.Facts.ApiToken}\r\nAccept: application/json\r\n{length}Connection: close\r\n\r\n"))[0].ShouldContain($" {status} ");
}
