using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Testing;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>`apply` and `export`, against real orgs.</summary>
public sealed class ApplyTests : IAsyncLifetime
{
    private const string Whole = """
        networkZones:
          - name: Office
            type: IP
            gateways: [{ type: CIDR, value: 192.0.2.0/24 }]
        groups:
          - profile: { name: Staff, description: Those who work here }
          - profile: { name: Bakers }
        trustedOrigins:
          - name: Shop
            origin: https://shop.example.com
            scopes: [{ type: CORS }, { type: REDIRECT }]
        apps:
          - label: Shop
            signOnMode: OPENID_CONNECT
            accessPolicy: Strict
            assignedGroups: [Staff]
            credentials: { oauthClient: { token_endpoint_auth_method: none } }
            settings:
              oauthClient:
                application_type: native
                grant_types: [authorization_code, refresh_token]
                response_types: [code]
                redirect_uris: [com.example.shop:/callback]
          - label: Nightly job
            status: INACTIVE
            signOnMode: OPENID_CONNECT
            grantedScopes: [okta.users.read]
            credentials: { oauthClient: { token_endpoint_auth_method: client_secret_basic } }
            settings: { oauthClient: { application_type: service, grant_types: [client_credentials], response_types: [token] } }
        policies:
          - type: ACCESS_POLICY
            name: Strict
            rules:
              - name: From the office
                type: ACCESS_POLICY
                conditions:
                  people: { groups: { include: [Staff] } }
                  network: { connection: ZONE, include: [Office] }
                actions:
                  appSignOn: { access: ALLOW, verificationMethod: { type: ASSURANCE, factorMode: 2FA, reauthenticateIn: PT2H } }
        authorizationServers:
          - name: Orders
            description: For the orders API
            audiences: [api://orders]
            scopes:
              - name: orders.read
                description: Read orders
                consent: IMPLICIT
            claims:
              - name: staff
                claimType: RESOURCE
                valueType: GROUPS
                group_filter_type: EQUALS
                value: Staff
                conditions: { scopes: [orders.read] }
            policies:
              - name: Shop only
                type: OAUTH_AUTHORIZATION_POLICY
                description: The shop
                priority: 1
                conditions: { clients: { include: [Shop] } }
                rules:
                  - name: Staff
                    type: RESOURCE_ACCESS
                    priority: 1
                    conditions:
                      people: { groups: { include: [Staff] } }
                      grantTypes: { include: [authorization_code] }
                      scopes: { include: ["*"] }
                    actions: { token: { accessTokenLifetimeMinutes: 30, refreshTokenLifetimeMinutes: 0, refreshTokenWindowMinutes: 10080 } }
        groupRules:
          - name: Bakers by title
            type: group_rule
            status: ACTIVE
            conditions: { expression: { type: urn:okta:expression:1.0, value: user.title == "Baker" } }
            actions: { assignUserToGroups: { groupIds: [Bakers] } }

        """;

    /// <summary>What the rest of the kinds hold.</summary>
    private const string More = """
        userAttributes:
          - name: badge
            title: Badge
            type: string
            maxLength: 10
            unique: UNIQUE_VALIDATED
          - { name: levels, title: Levels, type: array, items: { type: integer } }
        userTypes:
          - name: contractor
            displayName: Contractor
            description: From elsewhere
            userAttributes:
              - { name: agency, title: Agency, type: string, maxLength: 20 }
        groupAttributes:
          - { name: costCenter, title: Cost center, type: string, maxLength: 20 }
        linkedObjects:
          - primary: { name: boss, title: Boss, description: "", type: USER }
            associated: { name: worker, title: Worker, description: "", type: USER }
        hookKeys:
          - name: Signing
        inlineHooks:
          - name: Tokens
            type: com.okta.oauth2.tokens.transform
            version: 1.0.0
            channel:
              type: HTTP
              version: 1.0.0
              config: { uri: "https://hooks.example.com/tokens", authScheme: { type: HEADER, key: Authorization, valueFrom: LATCHKEY_SECRET_TOKENS } }
          - name: By token
            type: com.okta.oauth2.tokens.transform
            version: 1.0.0
            status: INACTIVE
            channel:
              type: OAUTH
              version: 1.0.0
              config:
                uri: https://hooks.example.com/other
                authType: private_key_jwt
                clientId: us
                tokenUrl: https://as.example.com/token
                hookKeyId: Signing
        eventHooks:
          - name: Told
            events: { type: EVENT_TYPE, items: [user.session.start] }
            channel:
              type: HTTP
              version: 1.0.0
              config: { uri: "https://hooks.invalid/told", authScheme: { type: HEADER, key: Authorization, valueFrom: LATCHKEY_SECRET_TOLD } }
        identityProviders:
          - type: OIDC
            name: Partner
            issuerMode: CUSTOM_URL
            protocol:
              type: OIDC
              issuer: { url: "https://partner.example.com" }
              endpoints:
                authorization: { url: "https://partner.example.com/authorize", binding: HTTP-REDIRECT }
                token: { url: "https://partner.example.com/token", binding: HTTP-POST }
                jwks: { url: "https://partner.example.com/keys", binding: HTTP-REDIRECT }
              scopes: [openid, email]
              credentials: { client: { client_id: us, clientSecretFrom: LATCHKEY_SECRET_PARTNER } }
            policy:
              provisioning: { action: AUTO, groups: { action: ASSIGN, assignments: [Staff] } }
              accountLink: { action: AUTO }
              subject: { userNameTemplate: { template: idpuser.email }, matchType: USERNAME }
        roles:
          - label: Help desk
            description: Helps
            permissions: [okta.users.read, okta.users.credentials.resetPassword]
        resourceSets:
          - label: Bakery
            description: The bakery
            resources: [groups/Bakers, groups/Bakers/users, apps/Shop]
        administrators:
          - to: group Staff
            roles:
              - READ_ONLY_ADMIN
              - { resourceSet: Bakery, role: Help desk }
              - { role: GROUP_MEMBERSHIP_ADMIN, targets: [groups/Bakers] }
        org:
          - companyName: Bakery Ltd
            website: https://bakery.example.com
            settings: { identifierFirst: true }
        brands:
          - name: Bakery
            isDefault: true
            themes:
              - primaryColorHex: "#123456"
                primaryColorContrastHex: "#ffffff"
                secondaryColorHex: "#ebebed"
                secondaryColorContrastHex: "#000000"
                signInPageTouchPointVariant: OKTA_DEFAULT
                endUserDashboardTouchPointVariant: OKTA_DEFAULT
                errorPageTouchPointVariant: OKTA_DEFAULT
                emailTemplateTouchPointVariant: OKTA_DEFAULT
            mailTexts:
              - { template: UserActivation, language: de, isDefault: true, subject: Willkommen, body: "<p>${activationLink}</p>" }
              - { template: UserActivation, language: en, isDefault: false, subject: Welcome, body: "<p>${activationLink}</p>" }
            pages:
              - { page: sign-out, type: EXTERNALLY_HOSTED, url: "https://www.example.com/bye" }
          - name: Other
            isDefault: false

        """;

    private readonly LatchkeyProgram latchkey = new();
    private TestOrg org = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        LogIn(org);
    }

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        latchkey.Dispose();
    }

    private void LogIn(TestOrg to) =>
        latchkey.WriteSettings(".latchkey/latchkey.yaml", $"latchkey:\n  client:\n    orgUrl: {to.Url}\n    token: {to.Facts.ApiToken}\n");

    private async Task<Ran> Apply(string text, string options = "")
    {
        await File.WriteAllTextAsync(Path.Combine(latchkey.Home, "org.yaml"), text);
        return await latchkey.Run($"apply org.yaml {options}");
    }

    private async Task<JsonNode> Read(string path) => (await org.Api.GetFromJsonAsync<JsonNode>("/api/v1" + path))!;

    [Fact]
    public async Task An_org_becomes_what_the_file_says_and_stays_so()
    {
        var first = (await Apply(Whole)).ShouldEnd(ExitCode.Ok);
        first.Output.ShouldContain("+ app \"Shop\"\n");
        first.Output.ShouldContain("+ authorization server \"Orders\": access policy \"Shop only\": rule \"Staff\"\n");
        first.Output.ShouldEndWith("14 created, 1 changed, 0 as they were.\n");

        var shop = (await Read("/apps?q=Shop"))[0]!;
        var groups = await Read($"/apps/{shop["id"]}/groups");
        groups.AsArray().Count.ShouldBe(1);
        (await Read($"/groups/{groups[0]!["id"]}"))["profile"]!["name"]!.GetValue<string>().ShouldBe("Staff");
        (await Read("/apps?q=Nightly"))[0]!["status"]!.GetValue<string>().ShouldBe("INACTIVE");
        (await Read("/groups/rules"))[0]!["status"]!.GetValue<string>().ShouldBe("ACTIVE");

        (await Apply(Whole)).ShouldEnd(ExitCode.Ok).Output.ShouldBe("0 created, 0 changed, 14 as they were.\n");
    }

    [Fact]
    public async Task What_is_exported_changes_nothing_where_it_came_from_and_makes_the_same_elsewhere()
    {
        (await Apply(Whole)).ShouldEnd(ExitCode.Ok);
        (await latchkey.Run("export --output whole.yaml")).ShouldEnd(ExitCode.Ok);
        var whole = await File.ReadAllTextAsync(Path.Combine(latchkey.Home, "whole.yaml"));
        whole.ShouldNotContain("client_secret:");
        whole.ShouldContain("redirect_uris:\n");
        (await latchkey.Run("apply whole.yaml")).ShouldEnd(ExitCode.Ok).Output.ShouldStartWith("0 created, 0 changed, ");

        await using var other = await TestOrg.StartAsync();
        // The sample apps are of each org alone, and have ids of their own.
        (await latchkey.Run("export --only groups --only authorizationServers --only networkZones --only trustedOrigins --only groupRules -o most.yaml")).ShouldEnd(ExitCode.Ok);
        var most = (await File.ReadAllTextAsync(Path.Combine(latchkey.Home, "most.yaml"))).Replace("- Shop\n", "- ALL_CLIENTS\n", StringComparison.Ordinal);
        LogIn(other);
        (await Apply(most)).ShouldEnd(ExitCode.Ok).Output.ShouldContain("+ authorization server \"Orders\"\n");
        (await Apply(most)).ShouldEnd(ExitCode.Ok).Output.ShouldStartWith("0 created, 0 changed, ");
        (await latchkey.Run("export --only authorizationServers")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("name: orders.read\n");
    }

    [Fact]
    public async Task An_org_comes_back_whole_from_its_file()
    {
        (latchkey.Environment["LATCHKEY_SECRET_TOKENS"], latchkey.Environment["LATCHKEY_SECRET_TOLD"]) = ("hush", "hush too");
        latchkey.Environment["LATCHKEY_SECRET_PARTNER"] = "hush as well";
        var all = Whole + More;
        var first = (await Apply(all)).ShouldEnd(ExitCode.Ok).Output;
        first.ShouldContain("+ event hook \"Told\"\n      is told nothing yet: ");
        (await Apply(all)).ShouldEnd(ExitCode.Ok).Output.ShouldStartWith("0 created, 0 changed, ");
        (await org.Api.PostAsJsonAsync($"/api/v1/meta/schemas/apps/{(await Read("/apps?q=Shop"))[0]!["id"]}/default",
            JsonNode.Parse("""{"definitions":{"custom":{"properties":{"seat":{"title":"Seat","type":"number"}}}}}"""))).EnsureSuccessStatusCode();
        (await latchkey.Run("export --output one.yaml")).ShouldEnd(ExitCode.Ok);
        var one = await File.ReadAllTextAsync(Path.Combine(latchkey.Home, "one.yaml"));
        one.ShouldNotContain("hush");
        foreach (var kind in Cli.Files.Kinds.All) one.ShouldContain($"{kind.Section}:\n");

        await using var other = await TestOrg.StartAsync();
        foreach (var app in (await other.Api.GetFromJsonAsync<JsonArray>("/api/v1/apps"))!)
        {
            (await other.Api.PostAsync($"/api/v1/apps/{app!["id"]}/lifecycle/deactivate", null)).EnsureSuccessStatusCode();
            (await other.Api.DeleteAsync($"/api/v1/apps/{app["id"]}")).EnsureSuccessStatusCode();
        }
        LogIn(other);
        (await latchkey.Run("apply one.yaml --dry-run")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("+ brand \"Other\"\n~ brand \"Other\": theme\n");
        (await latchkey.Run("apply one.yaml")).ShouldEnd(ExitCode.Ok);
        (await latchkey.Run("export --output other.yaml")).ShouldEnd(ExitCode.Ok);
        var two = await File.ReadAllTextAsync(Path.Combine(latchkey.Home, "other.yaml"));
        two.Split('\n').Except(one.Split('\n')).ShouldBeEmpty();
        two.ShouldBe(one);
        (await latchkey.Run("apply one.yaml")).ShouldEnd(ExitCode.Ok).Output.ShouldStartWith("0 created, 0 changed, ");
    }

    [Fact]
    public async Task What_the_file_no_longer_names_goes_only_where_it_is_asked_to()
    {
        (await Apply(Whole)).ShouldEnd(ExitCode.Ok);
        var staff = (await Read("/groups?q=Staff"))[0]!["id"]!;
        (await org.Api.PostAsJsonAsync($"/api/v1/groups/{staff}/roles", new { type = "READ_ONLY_ADMIN" })).EnsureSuccessStatusCode();
        const string less = """
            groups: []
            apps:
              - label: Shop
            authorizationServers:
              - name: Orders
                scopes: []
                claims: []
            groupRules: []
            trustedOrigins: []

            """;
        (await Apply(less)).ShouldEnd(ExitCode.Ok).Output.ShouldBe("0 created, 0 changed, 2 as they were.\n");
        (await Apply(less, "--prune networkZones")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("Write \"networkZones: []\" into it");
        (await Apply(less, "--prune userAttributes")).ShouldEnd(ExitCode.Usage);

        const string prune = "--prune groups --prune groupRules --prune authorizationServers --prune trustedOrigins";
        var dry = (await Apply(less, $"{prune} --dry-run")).ShouldEnd(ExitCode.Ok).Output;
        // What names it goes before it: a claim for that scope alone would be for all.
        dry.ShouldContain("- authorization server \"Orders\": claim \"staff\"\n- authorization server \"Orders\": scope \"orders.read\"\n");
        dry.ShouldContain("- group rule \"Bakers by title\"\n");
        dry.ShouldContain("= group \"Staff\" stays: it has an administrator's role.");
        dry.ShouldNotContain("- group \"Staff\"");
        dry.ShouldNotContain("Everyone");
        dry.ShouldNotContain("authorization server \"default\"");
        dry.ShouldEndWith("Would be: 0 created, 0 changed, 7 removed, 2 as they were.\n");

        var unasked = (await Apply(less, $"{prune} --batch")).ShouldEnd(ExitCode.Failed);
        unasked.Errors.ShouldContain("7 would be removed, and nobody is asked");
        unasked.Errors.ShouldContain("Nothing was changed.");
        (await latchkey.Run($"apply org.yaml {prune}", "n")).ShouldEnd(ExitCode.Declined).Output
            .ShouldEndWith(" 0 removed, 2 as they were.\nNothing was removed.\n");
        (await latchkey.Run($"apply org.yaml {prune}", "y")).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith(" 7 removed, 2 as they were.\n");
        (await Read("/groups?q=Bakers")).AsArray().ShouldBeEmpty();
        (await Read("/groups?q=Staff")).AsArray().Count.ShouldBe(1);
        (await Read("/trustedOrigins")).AsArray().ShouldBeEmpty();
        (await Apply(less, prune)).ShouldEnd(ExitCode.Ok).Output.ShouldContain(" 0 removed, ");

        // The apps that came with the server are apps like others, and the console is in no list.
        (await Apply(less, "--prune apps --force")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("- app \"Nightly job\"\n");
        (await Read("/apps")).AsArray().Select(app => app!["label"]!.GetValue<string>()).ShouldBe(["Shop"]);
        (await org.Http.GetAsync("/admin")).StatusCode.ShouldNotBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]                                                             // ruling 16: nobody is locked out by a line that was left out
    public async Task Who_administers_is_who_the_file_says_and_no_person_loses_a_role_for_being_left_out()
    {
        (await Apply("""
            groups:
              - profile: { name: Staff }
              - profile: { name: Bakers }
            apps:
              - label: Wiki
                name: bookmark
                signOnMode: BOOKMARK
                assignedGroups: [Staff]
                settings: { app: { url: "https://wiki.example.com/" } }
            administrators:
              - { to: group Staff, roles: [READ_ONLY_ADMIN, { role: GROUP_MEMBERSHIP_ADMIN, targets: [groups/Bakers] }] }
              - { to: group Bakers, roles: [HELP_DESK_ADMIN] }

            """)).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith("5 created, 0 changed, 0 as they were.\n");
        (await latchkey.Run("export --only administrators --only apps")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("to: group Staff\n");
        const string less = "administrators:\n  - { to: group Staff, roles: [{ role: GROUP_MEMBERSHIP_ADMIN, targets: [groups/Bakers] }] }\n";
        (await Apply(less, "--dry-run --prune administrators")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("- administrator \"group Bakers\"\n");
        (await Apply(less, "--prune administrators --force")).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith("0 created, 1 changed, 1 removed, 0 as they were.\n");
        (await Apply(less, "--prune administrators --force")).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith("0 created, 0 changed, 0 removed, 1 as they were.\n");
        var staff = (await Read("/groups?q=Staff"))[0]!["id"]!;
        (await Read($"/groups/{staff}/roles")).AsArray().Select(role => role!["type"]!.GetValue<string>()).ShouldBe(["GROUP_MEMBERSHIP_ADMIN"]);
        // Whoever applied it is a super administrator still.
        (await Read("/iam/assignees/users"))["value"]!.AsArray().ShouldNotBeEmpty();
        (await Apply("administrators:\n  - { to: Staff, roles: [] }\n")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("write \"group NAME\", \"app NAME\" or \"person LOGIN\"");
    }

    [Fact]
    public async Task A_hook_is_made_with_the_secret_of_the_environment_and_with_none_of_the_file()
    {
        (await Apply(More)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("inline hook \"Tokens\": the variable LATCHKEY_SECRET_TOKENS of the environment is empty.");
        (await Apply(More.Replace("valueFrom: LATCHKEY_SECRET_TOKENS", "value: hush", StringComparison.Ordinal))).ShouldEnd(ExitCode.Failed)
            .Errors.ShouldContain("write valueFrom");
        (await Read("/inlineHooks")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_hundred_apps_change_nothing_the_second_time()
    {
        var apps = "apps:\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $$"""
              - label: App {{i:000}}
                signOnMode: OPENID_CONNECT
                assignedGroups: [Everyone]
                credentials: { oauthClient: { token_endpoint_auth_method: none } }
                settings: { oauthClient: { application_type: browser, grant_types: [authorization_code], response_types: [code], redirect_uris: ["https://{{i}}.example.com/cb"] } }

            """));
        (await Apply(apps)).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith("200 created, 0 changed, 0 as they were.\n");
        var written = await Writes();
        (await Apply(apps)).ShouldEnd(ExitCode.Ok).Output.ShouldBe("0 created, 0 changed, 200 as they were.\n");
        (await Writes()).ShouldBe(written);
        (await Apply(apps.Replace("https://7.example", "https://seven.example", StringComparison.Ordinal))).ShouldEnd(ExitCode.Ok).Output.ShouldBe("""
            ~ app "App 007"
                  settings.oauthClient.redirect_uris: ["https://7.example.com/cb"] → ["https://seven.example.com/cb"]
            0 created, 1 changed, 199 as they were.

            """);

        // Whatever changes something of an app is in the log.
        async Task<int> Writes() => (await Read("/logs?limit=1000&filter=" + Uri.EscapeDataString("eventType sw \"application.\""))).AsArray().Count;
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_and_does_nothing()
    {
        var dry = (await Apply(Whole, "--dry-run")).ShouldEnd(ExitCode.Ok).Output;
        dry.ShouldContain("+ group \"Staff\"\n");
        dry.ShouldContain("+ policy \"Strict\": rule \"From the office\"\n");
        dry.ShouldEndWith("Would be: 14 created, 1 changed, 0 as they were.\n");
        (await Read("/groups")).AsArray().ShouldNotContain(group => group!["profile"]!["name"]!.GetValue<string>() == "Staff");
        (await Read("/zones")).AsArray().ShouldBeEmpty();
    }

    [Fact]                                                             // issue 14: 200 apps twice, and nothing changes the second time
    public async Task Two_hundred_apps_are_as_they_were_the_second_time()
    {
        var text = new System.Text.StringBuilder("groups:\n  - profile: { name: Everybody in shops }\napps:\n");
        for (var i = 0; i < 200; i++)
        {
            text.Append("  - label: Shop ").Append(i).Append("\n    signOnMode: OPENID_CONNECT\n    status: ").Append(i % 10 == 0 ? "INACTIVE" : "ACTIVE").Append("\n    assignedGroups: [Everybody in shops]\n")
                .Append("    credentials: { oauthClient: { token_endpoint_auth_method: none } }\n    settings: { oauthClient: { application_type: native, grant_types: [authorization_code, refresh_token], redirect_uris: [\"com.example.shop")
                .Append(i).Append(":/callback\"] } }\n");
        }
        (await Apply(text.ToString())).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith("201 created, 0 changed, 0 as they were.\n");
        var made = await Read("/apps?limit=200&q=Shop");
        var told = (await Read("/logs?limit=1000&sortOrder=DESCENDING")).AsArray()[0]!["uuid"]!.GetValue<string>();
        (await Apply(text.ToString())).ShouldEnd(ExitCode.Ok).Output.ShouldBe("0 created, 0 changed, 201 as they were.\n");
        JsonNode.DeepEquals(await Read("/apps?limit=200&q=Shop"), made).ShouldBeTrue();
        (await Read("/logs?limit=1000&sortOrder=DESCENDING")).AsArray()[0]!["uuid"]!.GetValue<string>().ShouldBe(told);
    }

    [Fact]
    public async Task What_was_done_before_something_is_refused_is_said_and_is_not_done_again()
    {
        var wrong = Whole.Replace("redirect_uris: [com.example.shop:/callback]", "redirect_uris: [\"javascript:alert(1)\"]", StringComparison.Ordinal);
        var ran = (await Apply(wrong)).ShouldEnd(ExitCode.Failed);
        ran.Output.ShouldContain("+ group \"Staff\"\n");
        ran.Output.ShouldContain("4 created, 0 changed, 0 as they were.\n");
        ran.Errors.ShouldContain("It stopped at app \"Shop\": Api validation failed");
        ran.Errors.ShouldContain("What is counted above is done and stays.");
        (await Apply(Whole)).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith("10 created, 1 changed, 4 as they were.\n");
    }

    [Theory]
    [InlineData("apps:\n  - label: A\n    credentials: { oauthClient: { client_secret: hush } }\n", "client_secret is a secret")]
    [InlineData("apps:\n  - label: A\n    settings: { oauthClient: { jwks: { keys: [{ kty: RSA, d: abc }] } } }\n", "d is a secret")]
    [InlineData("apps:\n  - settings: {}\n", "has no label, by which it is known")]
    [InlineData("people:\n  - a: b\n", "there is no section \"people\"")]
    [InlineData("apps: Shop\n", "apps is a list")]
    [InlineData("apps:\n  - label: A\n   b: c\n", "is not valid YAML (line ")]
    [InlineData("apps:\n  - label: A\n  - label: A\n", "org.yaml, line 5: apps: \"A\" is there already, line 4")]
    [InlineData("apps:\n  - label: 123\n", "org.yaml, line 4: apps: label is a text, by which an entry is known: write label: \"123\", in quotes.")]
    [InlineData("apps:\n  - 7\n", "org.yaml: apps: each entry has members")]
    [InlineData("policies:\n  - name: A\n    type: PASSWORD\n    rules:\n      - { name: B }\n      - { name: B }\n", "line 8: policies, A: rules: \"B\" is there already, line 7")]
    [InlineData("apps: &all\n  - label: A\n    settings: *all\n", "more than 64 deep")]
    public async Task A_file_that_cannot_be_applied_whole_is_refused_before_anything_is_done(string text, string why)
    {
        (await Apply("groups:\n  - profile: { name: First }\n" + text)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain(why);
        (await Read("/groups")).AsArray().ShouldNotContain(group => group!["profile"]!["name"]!.GetValue<string>() == "First");
    }

    [Fact]
    public async Task What_the_server_does_not_keep_is_said_and_is_no_success()
    {
        const string shop = "apps:\n  - label: Oven\n    bogus: 1\n    signOnMode: OPENID_CONNECT\n    settings: { oauthClient: { application_type: native, "
            + "grant_types: [authorization_code], redirect_uris: [\"a.b:/c\"] } }\n";
        var made = (await Apply(shop)).ShouldEnd(ExitCode.Failed);
        made.Output.ShouldContain("1 created, ");
        made.Errors.ShouldContain("The server did not take what the file says here. Is it misspelt, or of another kind of thing?\n  app \"Oven\": bogus\n");
        var changed = (await Apply(shop.Replace("bogus: 1", "visibilty: { hide: true }", StringComparison.Ordinal)
            + "groups:\n  - profile: { name: G, colour: red }\n", "--json")).ShouldEnd(ExitCode.Failed);
        changed.Errors.ShouldContain("  group \"G\": profile.colour\n  app \"Oven\": visibilty\n");
        JsonNode.Parse(changed.Output)!["notKept"]!.AsArray().Count.ShouldBe(2);
        (await Apply(shop.Replace("    bogus: 1\n", "", StringComparison.Ordinal))).ShouldEnd(ExitCode.Ok);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    public async Task An_empty_file_is_no_success(string text) => (await Apply(text)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("org.yaml is empty.");

    [Fact]
    public async Task A_dry_run_stops_where_the_real_one_would()
    {
        const string oven = "apps:\n  - label: Oven\n    signOnMode: OPENID_CONNECT\n    settings: { oauthClient: { application_type: native, "
            + "grant_types: [authorization_code], redirect_uris: [\"a.b:/c\"] } }\n";
        (await Apply(oven)).ShouldEnd(ExitCode.Ok);
        (await Apply(oven + "    assignedGroups: [Nope]\n", "--dry-run")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("There is no group \"Nope\"");
    }

    [Fact]
    public async Task A_file_cannot_say_more_than_memory_holds()
    {
        var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 12)
            .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        (await Apply(laughs)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("says more than 1000000 things with its aliases");
        (await Apply("apps: " + new string('[', 100_000))).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("more than 64 deep");
    }

    [Fact]
    public async Task A_name_that_nothing_has_is_said()
    {
        var ran = (await Apply("apps:\n  - label: A\n    signOnMode: OPENID_CONNECT\n    assignedGroups: [Nobody]\n    settings: { oauthClient: { application_type: native, grant_types: [authorization_code], redirect_uris: [\"a:/b\"] } }\n", "--dry-run"))
            .ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain("There is no group \"Nobody\", neither in the org nor before this in the file.");
    }
}
