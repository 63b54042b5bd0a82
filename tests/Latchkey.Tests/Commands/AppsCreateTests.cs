using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Contract §5.5.</summary>
public sealed class AppsCreateTests : CliTest
{
    private string Issuer => $"{Server.Url}/oauth2/default";

    [Fact]
    public async Task The_guides_walk_a_name_and_enter_twice()
    {
        LoggedIn($"http://dev-1.localhost:{Server.Port}");
        var ran = (await Latchkey.Run("apps create native", "Quickstart", "", "")).ShouldEnd(ExitCode.Ok);

        ran.Output.ShouldBe(
            $"""
            Application name [{new DirectoryInfo(Latchkey.Home).Name}]: Redirect URI
            Common defaults:
             Reverse Domain name - localhost.dev-1:/callback
             Loopback, for desktops - http://127.0.0.1/callback
            Enter your Redirect URI(s) [localhost.dev-1:/callback,http://127.0.0.1/callback]: Enter your Post Logout Redirect URI(s) [localhost.dev-1:/,http://127.0.0.1/]: Configuring a new OIDC Application, almost done:
            Created OIDC application, client-id: 0oa1
            Latchkey application configuration: 
            okta.oauth2.issuer: {Issuer}
            okta.oauth2.client-id: 0oa1

            """, StringCompareShould.IgnoreLineEndings);
        Server.Lines.ShouldBe(
        [
            "GET /api/v1/authorizationServers",
            "GET /api/v1/apps?q=Quickstart",
            "POST /api/v1/apps",
            "GET /api/v1/groups?search=profile.name eq \"everyone\"",
            "PUT /api/v1/apps/0oa1/groups/00gEveryone",
            "GET /api/v1/internal/apps/0oa1/settings/clientcreds",
        ]);
        Server.Requests[2].Body.ShouldBeJson("""
            {"label":"Quickstart",
             "settings":{"oauthClient":{"application_type":"native","redirect_uris":["localhost.dev-1:/callback","http://127.0.0.1/callback"],"post_logout_redirect_uris":["localhost.dev-1:/","http://127.0.0.1/"],
               "response_types":["code"],"grant_types":["authorization_code","refresh_token"],"refresh_token":{"rotation_type":"ROTATE"}}},
             "credentials":{"oauthClient":{"token_endpoint_auth_method":"none"}},
             "signOnMode":"OPENID_CONNECT"}
            """);
        Server.Requests[4].Body!.ToJsonString().ShouldBe("""{"priority":2}""");
    }

    [Fact]
    public async Task Several_redirect_uris_are_sent_exactly_as_they_were_typed()
    {
        LoggedIn();
        (await Latchkey.Run("apps create native --no-refresh-token", "App", "[com.example.app:/callback, http://127.0.0.1/cb]", "com.example.app:/bye")).ShouldEnd(ExitCode.Ok);

        var oauth = Server.Requests[2].Body!["settings"]!["oauthClient"]!;
        oauth["redirect_uris"].ShouldBeJson("""["com.example.app:/callback","http://127.0.0.1/cb"]""");
        oauth["post_logout_redirect_uris"].ShouldBeJson("""["com.example.app:/bye"]""");
        oauth["grant_types"].ShouldBeJson("""["authorization_code"]""");
        oauth["refresh_token"].ShouldBeNull();
    }

    [Fact]
    public async Task In_batch_mode_options_are_enough_and_json_has_everything()
    {
        LoggedIn();
        var ran = (await Latchkey.Run(["--batch", "--json", "apps", "create", "native", "--app-name", "My app", "--redirect-uri", "com.example:/cb"])).ShouldEnd(ExitCode.Ok);

        ran.Json.ShouldBeJson($$"""
            {"id":"0oa1","name":"My app","applicationType":"native","clientId":"0oa1","issuer":"{{Issuer}}",
             "redirectUris":["com.example:/cb"],"postLogoutRedirectUris":["com.example:/"],"grantTypes":["authorization_code","refresh_token"]}
            """);
        ran.Errors.ShouldContain("Created OIDC application, client-id: 0oa1\n");
    }

    [Theory]
    [InlineData("apps create native", "Application name\nGive it with --app-name.")]
    [InlineData("apps create native --app-name A", "Enter your Redirect URI(s)\nGive it with --redirect-uri.")]
    [InlineData("apps create --app-name A", "Type of Application")]
    public async Task In_batch_mode_a_missing_answer_is_an_error_before_anything_is_made(string line, string missing)
    {
        LoggedIn();
        var ran = (await Latchkey.Run($"{line} --batch")).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain("Interactive mode is disable, failed to prompt for response: ");
        ran.Errors.ShouldContain(missing);
        Server.Lines.ShouldNotContain("POST /api/v1/apps");
    }

    [Fact]
    public async Task A_page_gets_its_origin_trusted()
    {
        LoggedIn();
        Server.Origins.Add(new JsonObject { ["id"] = "tos1", ["name"] = "old", ["origin"] = "http://localhost:9000", ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) });

        var ran = (await Latchkey.Run("apps create spa", "Page", "http://localhost:8080/callback,http://localhost:9000/callback", "")).ShouldEnd(ExitCode.Ok);

        ran.Output.ShouldEndWith($"Latchkey application configuration: \nIssuer:    {Issuer}\nClient ID: 0oa1\n");
        Server.Lines.Skip(6).ShouldBe(["GET /api/v1/trustedOrigins", "POST /api/v1/trustedOrigins", "PUT /api/v1/trustedOrigins/tos1"]);
        Server.Requests[7].Body.ShouldBeJson("""{"name":"http://localhost:8080","origin":"http://localhost:8080","scopes":[{"type":"CORS"},{"type":"REDIRECT"}]}""");
        Server.Requests[2].Body!["settings"]!["oauthClient"]!["application_type"]!.GetValue<string>().ShouldBe("browser");
        // The bare origin is what okta-auth-js sends when it signs out with its defaults; Okta compares it byte by byte.
        Server.Requests[2].Body!["settings"]!["oauthClient"]!["post_logout_redirect_uris"]
            .ShouldBeJson("""["http://localhost:8080/","http://localhost:9000/","http://localhost:8080","http://localhost:9000"]""");
        ran.Output.ShouldContain("Enter your Post Logout Redirect URI(s) [http://localhost:8080/,http://localhost:9000/,http://localhost:8080,http://localhost:9000]: ");
    }

    [Fact]
    public async Task A_page_says_itself_where_people_leave_to()
    {
        LoggedIn();
        (await Latchkey.Run("apps create spa", "Page", "http://localhost:8080/callback", "http://localhost:8080/bye")).ShouldEnd(ExitCode.Ok);
        Server.Requests[2].Body!["settings"]!["oauthClient"]!["post_logout_redirect_uris"].ShouldBeJson("""["http://localhost:8080/bye"]""");
    }

    [Fact]
    public async Task A_server_without_trusted_origins_still_gets_the_page()
    {
        LoggedIn();
        Server.Instead = request => request.Path == "/api/v1/trustedOrigins" ? ContractServer.Error(404, "E0000008", "The requested path was not found") : null;
        (await Latchkey.Run("apps create spa", "Page", "", "")).ShouldEnd(ExitCode.Ok).Errors.ShouldContain("keeps no trusted origins");
    }

    [Fact]
    public async Task A_web_apps_secret_goes_to_a_file_that_keeps_its_other_lines()
    {
        LoggedIn();
        Latchkey.WriteSettings(".okta.env", "# mine\nexport OKTA_OAUTH2_CLIENT_ID=\"{clientId}\"\nexport PORT=\"3000\"\n");

        var ran = (await Latchkey.Run("apps create web", "Shop", "", "")).ShouldEnd(ExitCode.Ok);

        var file = Path.Combine(Latchkey.Home, ".okta.env");
        ran.Output.ShouldEndWith($"Latchkey application configuration has been written to: {file}\n");
        ran.Output.ShouldContain("Enter your Redirect URI(s) [http://localhost:8080/callback]: Enter your Post Logout Redirect URI(s) [http://localhost:8080/]: ");
        ran.Output.ShouldNotContain("secret-of-");
        File.ReadAllText(file).ShouldBe($"# mine\nexport OKTA_OAUTH2_CLIENT_ID=\"0oa1\"\nexport PORT=\"3000\"\nexport OKTA_OAUTH2_ISSUER=\"{Issuer}\"\nexport OKTA_OAUTH2_CLIENT_SECRET=\"secret-of-0oa1\"\n");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Server.Requests[2].Body!["credentials"].ShouldBeNull();
    }

    [Theory]
    [InlineData("$(touch gone)")]
    [InlineData("`touch gone`")]
    [InlineData("\"; touch gone; \"")]
    public async Task What_a_shell_would_run_is_not_written_to_a_file_for_a_shell(string issuer)
    {
        LoggedIn();
        Server.AuthorizationServers[0]["issuer"] = issuer;
        (await Latchkey.Run("apps create service", "Nightly")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("OKTA_OAUTH2_ISSUER has signs a shell would act on");
        File.Exists(Path.Combine(Latchkey.Home, ".okta.env")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_service_is_asked_for_no_redirect_uri()
    {
        LoggedIn();
        (await Latchkey.Run("apps create service", "Nightly")).ShouldEnd(ExitCode.Ok).Output.ShouldNotContain("Redirect");
        Server.Requests[2].Body.ShouldBeJson("""
            {"label":"Nightly","settings":{"oauthClient":{"application_type":"service","response_types":["token"],"grant_types":["client_credentials"]}},"signOnMode":"OPENID_CONNECT"}
            """);
        File.ReadAllText(Path.Combine(Latchkey.Home, ".okta.env")).ShouldBe(
            $"export OKTA_OAUTH2_ISSUER=\"{Issuer}\"\nexport OKTA_OAUTH2_CLIENT_ID=\"0oa1\"\nexport OKTA_OAUTH2_CLIENT_SECRET=\"secret-of-0oa1\"\n");
    }

    [Fact]
    public async Task An_application_in_the_file_is_not_made_again()
    {
        LoggedIn();
        await Latchkey.Run("apps create service", "Nightly");
        (await Latchkey.Run("apps create service", "Nightly")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("Existing OIDC application detected for clientId: 0oa1, skipping new application creation\n");
        Server.Apps.Count.ShouldBe(1);
    }

    [Fact]                                                              // contract §5.5: skipped where it is the one that was asked for
    public async Task An_app_of_another_name_or_type_than_the_files_is_not_said_to_be_there()
    {
        LoggedIn();
        await Latchkey.Run("apps create service", "Nightly");
        foreach (var other in (string[])["apps create service --app-name Daily", "apps create web --app-name Nightly --redirect-uri http://localhost:1/cb"])
            (await Latchkey.Run("--batch " + other)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("has the credentials of 'Nightly'");
        Server.Apps.Clear();
        (await Latchkey.Run("--batch apps create service --app-name Nightly")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("that is not there any more");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_before_an_app_is_made()
    {
        LoggedIn();
        (await Latchkey.Run("--batch apps create service --app-name Nightly --config-file .")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("--config-file");
        Server.Apps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_of_another_org_are_replaced_only_by_a_yes()
    {
        LoggedIn();
        const string theirs = "export OKTA_OAUTH2_ISSUER=\"https://other.example/oauth2/default\"\nexport OKTA_OAUTH2_CLIENT_ID=\"0oaTheirs\"\n";
        Latchkey.WriteSettings(".okta.env", theirs);

        (await Latchkey.Run("apps create service", "Nightly", "")).ShouldEnd(ExitCode.Declined);
        File.ReadAllText(Path.Combine(Latchkey.Home, ".okta.env")).ShouldBe(theirs);
        Server.Apps.ShouldBeEmpty();
        (await Latchkey.Run("apps create service", "Nightly", "y")).ShouldEnd(ExitCode.Ok);
        File.ReadAllText(Path.Combine(Latchkey.Home, ".okta.env")).ShouldContain("CLIENT_ID=\"0oa1\"");
    }

    [Theory]
    [InlineData("", "web")]
    [InlineData("2", "browser")]
    [InlineData("3", "native")]
    [InlineData("4", "service")]
    public async Task Without_a_template_the_kind_is_chosen_from_a_menu(string answer, string type)
    {
        LoggedIn();
        var ran = (await Latchkey.Run("apps create", "App", answer, "", "")).ShouldEnd(ExitCode.Ok);
        ran.Output.ShouldContain("Type of Application\n(The Latchkey CLI only supports a subset of application types and properties):\n> 1: Web\n> 2: Single Page App\n> 3: Native App (mobile)\n> 4: Service (Machine-to-Machine)\nEnter your choice [Web]: ");
        Server.Apps["0oa1"]["settings"]!["oauthClient"]!["application_type"]!.GetValue<string>().ShouldBe(type);
    }

    [Fact]
    public async Task An_active_app_of_the_same_kind_and_name_is_used_and_that_is_said()
    {
        LoggedIn();
        Server.Has("Quickstart plus");
        Server.Has("Quickstart", redirects: ["com.example:/cb"]);
        var ran = (await Latchkey.Run("apps create native", "Quickstart", "", "")).ShouldEnd(ExitCode.Ok);
        ran.Output.ShouldContain("Existing OIDC application 'Quickstart' is used, client-id: 0oa2\n");
        ran.Errors.ShouldBe("It was not changed: localhost:/callback and http://127.0.0.1/callback are not among its redirect URIs. "
            + "To add: latchkey apps update 0oa2 --add-redirect-uri localhost:/callback --add-redirect-uri http://127.0.0.1/callback\n");
        Server.Lines.ShouldNotContain("POST /api/v1/apps");
    }

    [Fact]
    public async Task An_inactive_app_of_the_same_name_is_never_used_unasked()
    {
        LoggedIn();
        Server.Has("Quickstart", status: "INACTIVE");

        var stopped = (await Latchkey.Run("apps create native", "Quickstart", "", "", "")).ShouldEnd(ExitCode.Declined);
        stopped.Output.ShouldContain("Existing application found with name 'Quickstart' (0oa1), but it is not active.\n> 1: Activate it and use it\n> 2: Create another one with this name\n> 3: Stop\nEnter your choice [Stop]: ");

        var batch = (await Latchkey.Run("--batch apps create native --app-name Quickstart --redirect-uri a:/b")).ShouldEnd(ExitCode.Failed);
        batch.Errors.ShouldContain("but it is not active.\nChoose another name with --app-name, or delete it with \"latchkey apps delete 0oa1 --force\".");
        Server.Apps["0oa1"]["status"]!.GetValue<string>().ShouldBe("INACTIVE");
        Server.Apps.Count.ShouldBe(1);

        (await Latchkey.Run("apps create native", "Quickstart", "", "", "2")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("Created OIDC application, client-id: 0oa2");
        Server.Apps.Remove("0oa2");
        (await Latchkey.Run("apps create native", "Quickstart", "", "", "1")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("client-id: 0oa1");
        Server.Apps["0oa1"]["status"]!.GetValue<string>().ShouldBe("ACTIVE");
    }

    [Fact]
    public async Task An_app_of_the_same_name_that_does_not_speak_oidc_is_named_as_such()
    {
        LoggedIn();
        Server.Has("Quickstart", signOnMode: "SAML_2_0");
        (await Latchkey.Run("apps create native", "Quickstart", "", "", "2")).ShouldEnd(ExitCode.Declined).Output
            .ShouldContain("but it is NOT an OIDC application.\n> 1: Create another one with this name\n> 2: Stop\n");
    }

    [Fact]
    public async Task Among_several_authorization_servers_without_a_default_one_is_chosen()
    {
        LoggedIn();
        Server.AuthorizationServers.Clear();
        foreach (var name in (string[])["eu", "us"]) Server.AuthorizationServers.Add(new JsonObject { ["id"] = $"aus-{name}", ["name"] = name, ["issuer"] = $"{Server.Url}/oauth2/aus-{name}" });

        var asked = (await Latchkey.Run("apps create native", "A", "", "", "2")).ShouldEnd(ExitCode.Ok);
        asked.Output.ShouldContain($"please select one:\n> 1: eu - {Server.Url}/oauth2/aus-eu\n> 2: us - {Server.Url}/oauth2/aus-us\nEnter your choice [eu - {Server.Url}/oauth2/aus-eu]: ");
        asked.Output.ShouldContain($"okta.oauth2.issuer: {Server.Url}/oauth2/aus-us\n");

        (await Latchkey.Run("apps create native --authorization-server-id aus-eu", "B", "", "")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("/oauth2/aus-eu\n");
        (await Latchkey.Run("apps create native --authorization-server-id nope", "C", "", "")).ShouldEnd(ExitCode.Failed).Errors
            .ShouldContain("The authorization-server-id specified was not found\nThis org has: aus-eu, aus-us");
    }

    [Fact]
    public async Task An_org_without_authorization_servers_is_said_before_anything_is_made()
    {
        LoggedIn();
        Server.AuthorizationServers.Clear();
        (await Latchkey.Run("apps create native", "A", "", "")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("No custom authorization servers were found in this Latchkey org");
        Server.Apps.ShouldBeEmpty();
    }
}
