using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Testing;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>`import`: files in the vendors' documented formats, and an org of ours in the place of one of Okta's.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private const string Bcrypt = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";      // of U*U

    private readonly LatchkeyProgram latchkey = new();
    private TestOrg org = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        latchkey.WriteSettings(".latchkey/latchkey.yaml", $"latchkey:\n  client:\n    orgUrl: {org.Url}\n    token: {org.Facts.ApiToken}\n");
    }

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        latchkey.Dispose();
    }

    private string In(string file) => Path.Combine(latchkey.Home, file);

    private async Task<JsonNode> Read(string path, TestOrg? of = null) => (await (of ?? org).Api.GetFromJsonAsync<JsonNode>("/api/v1" + path))!;

    private async Task<JsonNode> Post(TestOrg to, string path, string body)
    {
        using var answer = await to.Api.PostAsync("/api/v1" + path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    // auth0.com/docs, "Bulk user exports" (user_id, email, email_verified, given_name, …, identities) and, of hashes, "Export data" (_id.$oid, passwordHash).
    [Fact]
    public async Task People_of_Auth0_come_with_their_passwords()
    {
        await File.WriteAllLinesAsync(In("auth0.ndjson"),
        [
            $$$"""{"_id":{"$oid":"5f1"},"email":"ann@example.com","email_verified":true,"passwordHash":"{{{Bcrypt}}}","tenant":"t","connection":"db"}""",
            """{"user_id":"auth0|2","email":"bob@example.com","given_name":"Bob","family_name":"Baker","blocked":true,"user_metadata":{"shoe":"44"},"identities":[{"provider":"google-oauth2","user_id":"1"}]}""",
            """{"user_id":"sms|3","phone_number":"+15551234"}""",
        ]);
        var ran = (await latchkey.Run("import auth0 auth0.ndjson --create-attributes")).ShouldEnd(ExitCode.Ok);
        ran.Output.ShouldContain("2 people brought, 0 were there, 0 refused");
        (await org.NativeApp.SignInAsync(new TestPerson("ann@example.com", "U*U", ""))).Parameter("code").ShouldNotBeNull();
        (await Read("/users/bob@example.com"))["profile"]!["shoe"]!.GetValue<string>().ShouldBe("44");
        (await Read("/users/bob@example.com"))["status"]!.GetValue<string>().ShouldBe("DEPROVISIONED");
        var left = await File.ReadAllTextAsync(In("latchkey-import-auth0-left.csv"));
        left.ShouldContain("\"person\",\"sms|3\",\"has no email address, which everybody needs here\"");
        left.ShouldContain("\"identity\",\"bob@example.com\",\"signs in by google-oauth2");

        // Once more: nobody is made twice.
        (await latchkey.Run("import auth0 auth0.ndjson --create-attributes")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("0 people brought, 2 were there, 0 refused");
    }

    // keycloak.org, "Importing and exporting realms", and the credential's secretData and credentialData.
    [Fact]
    public async Task A_realm_of_Keycloak_brings_people_groups_and_clients()
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var value = Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2("from-keycloak", salt, 4096, HashAlgorithmName.SHA256, 64));
        var realm = JsonNode.Parse("""
            {
              "realm": "shop",
              "groups": [{"name": "staff", "path": "/staff", "subGroups": [{"name": "bakers", "path": "/staff/bakers"}]}],
              "users": [
                {"id": "k1", "username": "ann", "email": "ann@example.com", "firstName": "Ann", "lastName": "A", "enabled": true, "emailVerified": true,
                 "groups": ["/staff/bakers"], "realmRoles": ["default-roles-shop", "boss"], "credentials": [{"type": "password", "secretData": "", "credentialData": ""}, {"type": "otp"}]},
                {"id": "k2", "username": "bob", "email": "bob@example.com", "enabled": true,
                 "credentials": [{"type": "password", "secretData": "{\"value\":\"x\",\"salt\":\"y\"}", "credentialData": "{\"hashIterations\":5,\"algorithm\":\"argon2\"}"}]}
              ],
              "clients": [
                {"clientId": "account", "publicClient": true, "redirectUris": ["/realms/shop/account/*"]},
                {"clientId": "shop-web", "name": "Shop", "protocol": "openid-connect", "publicClient": true, "standardFlowEnabled": true, "redirectUris": ["https://shop.example.com/cb", "https://shop.example.com/*"]},
                {"clientId": "old-wiki", "protocol": "saml"}
              ],
              "identityProviders": [{"alias": "google"}]
            }
            """)!;
        var credential = realm["users"]![0]!["credentials"]![0]!;
        credential["secretData"] = $$"""{"value":"{{value}}","salt":"{{Convert.ToBase64String(salt)}}"}""";
        credential["credentialData"] = """{"hashIterations":4096,"algorithm":"pbkdf2-sha256"}""";
        await File.WriteAllTextAsync(In("realm.json"), realm.ToJsonString());

        (await latchkey.Run("import keycloak realm.json")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("2 people brought, 0 were there, 0 refused; 2 groups");
        (await org.NativeApp.SignInAsync(new TestPerson("ann@example.com", "from-keycloak", ""))).Parameter("code").ShouldNotBeNull();
        (await Read("/users/ann@example.com/groups")).AsArray().Select(group => group!["profile"]!["name"]!.GetValue<string>()).ShouldContain("staff/bakers");
        var shop = (await Read("/apps?q=Shop")).AsArray().ShouldHaveSingleItem()!;
        shop["id"]!.GetValue<string>().ShouldBe("shop-web");
        shop["settings"]!["oauthClient"]!["redirect_uris"].ShouldBeJson("""["https://shop.example.com/cb"]""");
        var left = await File.ReadAllTextAsync(In("latchkey-import-keycloak-left.csv"));
        foreach (var said in (string[])["its hash is argon2", "\"client\",\"old-wiki\",\"speaks saml", "\"ann: boss\"", "\"ann: otp\"", "\"login\",\"ann\"", "https://shop.example.com/*", "\"google\""])
            left.ShouldContain(said);
    }

    [Fact]
    public async Task Rows_of_a_table_that_are_refused_are_told_and_tried_again()
    {
        await File.WriteAllTextAsync(In("people.csv"), "\uFEFFEmail;First Name;Last Name;Groups;Title\r\nann@example.com;Ann;\"A; \"\"the\"\" first\";Staff|Bakers;Baker\r\nbob at example;Bob;B;;\r\n;Nobody;N;;\r\n");
        var ran = (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Failed);
        ran.Output.ShouldContain("1 people brought, 0 were there, 1 refused; 2 groups");
        var left = await File.ReadAllTextAsync(In("latchkey-import-csv-left.csv"));
        left.ShouldContain("\"person\",\"bob at example\",\"Api validation failed");
        left.ShouldContain("\"person\",\"row 4\",\"has no email address");
        (await Read("/users/ann@example.com"))["profile"].ShouldBeJson("""{"login":"ann@example.com","email":"ann@example.com","firstName":"Ann","lastName":"A; \"the\" first","title":"Baker"}""");

        var mended = (await File.ReadAllTextAsync(In("people.csv"))).Replace("bob at example", "bob@example.com", StringComparison.Ordinal);
        await File.WriteAllTextAsync(In("people.csv"), mended);
        (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("1 people brought, 1 were there, 0 refused");
    }

    [Fact]
    public async Task A_run_that_ended_in_the_middle_goes_on_there()
    {
        await File.WriteAllLinesAsync(In("people.csv"), ["email,firstName,lastName", .. Enumerable.Range(0, 60).Select(i => $"p{i}@example.com,P,{i}")]);
        // The seventh and all after it are cut off.
        using (org.Faults.LoseRequests("/api/v1/users", which: at => at >= 6)) (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Failed);
        // And one was made whose answer never arrived.
        await Post(org, "/users?activate=false", """{"profile":{"login":"p59@example.com","email":"p59@example.com","firstName":"P","lastName":"59"}}""");
        var brought = (await File.ReadAllLinesAsync(In("latchkey-import-csv.jsonl"))).Count(line => line.Contains("\"person\"", StringComparison.Ordinal));
        brought.ShouldBeInRange(1, 6);

        var again = (await latchkey.Run("import csv people.csv --json")).ShouldEnd(ExitCode.Ok).Json;
        again["people"]!.GetValue<int>().ShouldBeLessThanOrEqualTo(60 - brought - 1);
        (again["people"]!.GetValue<int>() + again["already"]!.GetValue<int>()).ShouldBe(60);
        (await Read("/users?search=" + Uri.EscapeDataString("profile.firstName eq \"P\"") + "&limit=200")).AsArray().Count.ShouldBe(60);
    }

    [Fact]
    public async Task A_table_in_letters_of_another_kind_is_refused_before_anybody_is_brought()
    {
        await File.WriteAllBytesAsync(In("people.csv"), System.Text.Encoding.Latin1.GetBytes("email;firstName\nann@example.com;Ann\njorg@example.com;J\u00F6rg\n"));
        (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("people.csv, line 3: this is not UTF-8");
        (await Read("/users?q=ann")).AsArray().ShouldBeEmpty();
        foreach (var encoding in (System.Text.Encoding[])[System.Text.Encoding.Unicode, System.Text.Encoding.UTF8])
        {
            await File.WriteAllTextAsync(In("people.csv"), "email;firstName\njorg@example.com;J\u00F6rg\n", encoding);
            (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Ok);
            (await Read("/users/jorg@example.com"))["profile"]!["firstName"]!.GetValue<string>().ShouldBe("J\u00F6rg");
        }
    }

    [Theory]
    [InlineData("zoe@example.com,Zoe,WRONG\n", "has the status WRONG: ACTIVE, STAGED, SUSPENDED and an empty one are known")]
    [InlineData("ann@example.com,Other,\n", "is row 2 once more: one of them was brought")]
    [InlineData("zoe@example.com,Zoe\n", "has 2 fields, and the first row 3")]
    public async Task A_row_that_cannot_be_meant_is_told_and_not_brought(string row, string why)
    {
        await File.WriteAllTextAsync(In("people.csv"), "email,firstName,status\nann@example.com,Ann,\n" + row);
        (await latchkey.Run("import csv people.csv")).Output.ShouldContain("1 people brought");
        (await File.ReadAllTextAsync(In("latchkey-import-csv-left.csv"))).ShouldContain(why);
        (await Read("/users/ann@example.com"))["profile"]!["firstName"]!.GetValue<string>().ShouldBe("Ann");
    }

    [Fact]
    public async Task A_quote_that_is_not_closed_is_said_with_its_line()
    {
        await File.WriteAllTextAsync(In("people.csv"), "email,firstName\nann@example.com,Ann\nzoe@example.com,\"Zoe\n");
        (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("people.csv: the quote that opens in line 3 is not closed.");
        (await latchkey.Run("import csv people.csv --journal nowhere/j")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("--journal nowhere/j: there is no folder ");
    }

    [Fact]
    public async Task A_later_run_still_says_what_an_earlier_one_lost()
    {
        await File.WriteAllTextAsync(In("people.csv"), "email,passwordHash\nann@example.com,$2a$05$short\nbob@example.com,\n");
        (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Ok);
        var first = await File.ReadAllTextAsync(In("latchkey-import-csv-left.csv"));
        first.ShouldContain("\"password\",\"ann@example.com\"");
        (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("0 people brought, 2 were there");
        (await File.ReadAllTextAsync(In("latchkey-import-csv-left.csv"))).ShouldBe(first);
    }

    [Fact]
    public async Task An_attribute_that_is_made_by_a_later_run_brings_its_values_to_those_who_are_there()
    {
        await File.WriteAllTextAsync(In("people.csv"), "email,hat\nann@example.com,top hat\n");
        (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Ok);
        (await File.ReadAllTextAsync(In("latchkey-import-csv-left.csv"))).ShouldContain("\"attribute\",\"hat\"");
        (await latchkey.Run("import csv people.csv --create-attributes")).ShouldEnd(ExitCode.Ok);
        (await Read("/users/ann@example.com"))["profile"]!["hat"]!.GetValue<string>().ShouldBe("top hat");
        // Once: what is changed here afterwards stays.
        await Post(org, "/users/ann@example.com", """{"profile":{"hat":"cap"}}""");
        (await latchkey.Run("import csv people.csv --create-attributes")).ShouldEnd(ExitCode.Ok);
        (await Read("/users/ann@example.com"))["profile"]!["hat"]!.GetValue<string>().ShouldBe("cap");
    }

    [Fact]
    public async Task A_journal_of_another_org_is_refused()
    {
        await File.WriteAllTextAsync(In("people.csv"), "email\nann@example.com\n");
        await File.WriteAllTextAsync(In("latchkey-import-csv.jsonl"), """{"org":"https://other.example.com"}""" + "\n");
        (await latchkey.Run("import csv people.csv")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("belongs to an import into https://other.example.com");
    }

    [Fact]
    public async Task An_org_of_Okta_comes_by_its_own_API()
    {
        await using var okta = await TestOrg.StartAsync();
        await Post(okta, "/meta/schemas/user/default", """{"definitions":{"custom":{"properties":{"badge":{"title":"Badge","type":"string"}}}}}""");
        await Post(okta, "/meta/types/user", """{"name":"contractor","displayName":"Contractor"}""");
        var staff = (await Post(okta, "/groups", """{"profile":{"name":"Staff","description":"All of them"}}"""))["id"]!.GetValue<string>();
        var ann = (await Post(okta, "/users?activate=false", $$"""{"profile":{"login":"ann@example.com","email":"ann@example.com","firstName":"Ann","lastName":"A","badge":"7"},"groupIds":["{{staff}}"]}"""))["id"]!.GetValue<string>();
        var app = (await Post(okta, "/apps", """
            {"label":"Oven","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{"token_endpoint_auth_method":"none"}},
             "settings":{"oauthClient":{"application_type":"native","grant_types":["authorization_code"],"redirect_uris":["com.example.oven:/cb"]}}}
            """))["id"]!.GetValue<string>();
        await Post(okta, $"/apps/{app}/users", $$"""{"id":"{{ann}}","scope":"USER"}""");
        await Post(okta, "/authorizationServers", """{"name":"Ovens","description":"d","audiences":["api://ovens"]}""");
        await Post(okta, "/zones", """{"type":"IP","name":"Bakery","gateways":[{"type":"CIDR","value":"198.51.100.0/24"}]}""");

        latchkey.Environment["LATCHKEY_IMPORT_TOKEN"] = okta.Facts.ApiToken;
        var ran = (await latchkey.Run($"import okta --url {okta.Url} --create-attributes")).ShouldEnd(ExitCode.Ok);
        ran.Output.ShouldContain("+ app \"Oven\"\n");
        ran.Output.ShouldContain("+ authorization server \"Ovens\"\n");

        var here = await Read("/users/ann@example.com");
        here["profile"]!["badge"]!.GetValue<string>().ShouldBe("7");
        here["status"]!.GetValue<string>().ShouldBe("STAGED");
        (await Read("/users/ann@example.com/groups")).AsArray().Select(group => group!["profile"]!["name"]!.GetValue<string>()).ShouldContain("Staff");
        // Its client_id is in every copy of the app: it stays.
        (await Read($"/apps/{app}"))["label"]!.GetValue<string>().ShouldBe("Oven");
        (await Read($"/apps/{app}/users")).AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe(here["id"]!.GetValue<string>());
        (await Read("/zones")).AsArray().ShouldHaveSingleItem();
        var left = await File.ReadAllTextAsync(In("latchkey-import-okta-left.csv"));
        left.ShouldContain("\"passwords\",\"all\",\"Okta tells no hashes");
        left.ShouldContain("\"user type\",\"contractor\",\"its people come as those of the type that every org has");

        var again = (await latchkey.Run($"import okta --url {okta.Url} --create-attributes")).ShouldEnd(ExitCode.Ok).Output;
        again.ShouldNotContain("+ ");
        again.ShouldContain("0 people brought, ");
    }
}
