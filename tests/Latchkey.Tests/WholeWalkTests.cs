using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests;

/// <summary>The guide's steps at the command line, against the real server. Contract §0.</summary>
public sealed class WholeWalkTests(DevServer server) : IClassFixture<DevServer>, IDisposable
{
    private readonly LatchkeyProgram latchkey = new();

    public void Dispose() => latchkey.Dispose();

    [Fact]
    public async Task From_register_to_a_native_app_and_back()
    {
        var registered = (await latchkey.Run($"register --url {server.OrgUrl}", "Ada", "Lovelace", $"ada@example.com", "Norway")).ShouldEnd(ExitCode.Ok);
        var lines = registered.Output.TrimEnd().Split('\n');
        var org = lines[^3]["Your Latchkey domain: ".Length..];
        lines[^2].ShouldBe("To set your password open this link:");
        lines[^1].ShouldStartWith($"{org}/welcome/");
        (await Get(lines[^1])).StatusCode.ShouldBe(HttpStatusCode.OK);

        var token = File.ReadAllLines(latchkey.SettingsPath)[^1].Trim()["token: ".Length..];
        (await latchkey.Run("login", "", org, token)).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith($"Logged in to {org} as ada@example.com.\n");

        var created = (await latchkey.Run("apps create native", "Quickstart", "", "")).ShouldEnd(ExitCode.Ok);
        var id = Between(created.Output, "Created OIDC application, client-id: ", "\n");
        created.Output.ShouldContain($"okta.oauth2.issuer: {org}/oauth2/default\nokta.oauth2.client-id: {id}\n");
        created.Output.ShouldContain($"Enter your Redirect URI(s) [{string.Join('.', new Uri(org).Host.Split('.').Reverse())}:/callback,http://127.0.0.1/callback]: ");

        (await latchkey.Run("apps")).ShouldEnd(ExitCode.Ok).Output.ShouldContain($"{id}\tQuickstart\n");
        (await latchkey.Run($"apps config --app {id}")).ShouldEnd(ExitCode.Ok).Output
            .ShouldBe($"Name:          Quickstart\nClient Id:     {id}\nIssuer:        {org}/oauth2/default\n");
        (await latchkey.Run("apps create native", "Quickstart", "", "")).ShouldEnd(ExitCode.Ok).Output.ShouldContain($"Existing OIDC application 'Quickstart' is used, client-id: {id}\n");

        (await latchkey.Run($"apps delete {id}", "y")).ShouldEnd(ExitCode.Ok).Output.ShouldEndWith($"Application '{id}' has been deleted\n");
        (await latchkey.Run("apps --all")).ShouldEnd(ExitCode.Ok).Output.ShouldNotContain(id);
        (await latchkey.Run($"apps config --app {id}")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("(E0000007)");
    }

    [Fact]
    public async Task The_app_has_what_the_guide_counts_on()
    {
        await LogIn();
        var made = (await latchkey.Run(["--batch", "--json", "apps", "create", "native", "--app-name", "Mobile", "--redirect-uri", "com.example.mobile:/callback,http://127.0.0.1/callback"])).ShouldEnd(ExitCode.Ok).Json;
        made["grantTypes"].ShouldBeJson("""["authorization_code","refresh_token"]""");

        var app = (await Api($"/api/v1/apps/{made["id"]}")).AsObject();
        var oauth = app["settings"]!["oauthClient"]!;
        oauth["redirect_uris"].ShouldBeJson("""["com.example.mobile:/callback","http://127.0.0.1/callback"]""");
        oauth["post_logout_redirect_uris"].ShouldBeJson("""["com.example.mobile:/","http://127.0.0.1/"]""");
        ((string?)oauth["refresh_token"]!["rotation_type"]).ShouldBe("ROTATE");
        ((string?)app["credentials"]!["oauthClient"]!["token_endpoint_auth_method"]).ShouldBe("none");
        ((bool?)app["credentials"]!["oauthClient"]!["pkce_required"]).ShouldBe(true);
        (await Api($"/api/v1/apps/{made["id"]}/groups")).AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_app_is_changed_where_it_is_and_keeps_what_the_program_knows_nothing_of()
    {
        await LogIn();
        var id = (string)(await latchkey.Run("--batch --json apps create native --app-name Changing --redirect-uri com.example.changing:/callback")).ShouldEnd(ExitCode.Ok).Json["id"]!;
        var before = (await Api($"/api/v1/apps/{id}")).AsObject();
        before["settings"]!["notes"]!["admin"] = "Ask Ada first";
        before["settings"]!["oauthClient"]!["dpop_bound_access_tokens"] = true;
        await Api($"/api/v1/apps/{id}", HttpMethod.Put, before);

        var ran = await latchkey.Run($"--json apps update {id} --app-name Changed --add-redirect-uri http://127.0.0.1/callback,com.example.other:/callback --remove-redirect-uri com.example.changing:/callback "
            + "--post-logout-redirect-uri com.example.other:/ --add-grant-type device_code,implicit --refresh-token-rotation static --initiate-login-uri https://app.example.com/login");

        ran.ShouldEnd(ExitCode.Ok).Json.ShouldBeJson($$"""
            {"id":"{{id}}","name":"Changed","applicationType":"native","redirectUris":["http://127.0.0.1/callback","com.example.other:/callback"],"postLogoutRedirectUris":["com.example.other:/"],
             "grantTypes":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code","implicit"],"refreshTokenRotation":"STATIC","initiateLoginUri":"https://app.example.com/login"}
            """);
        var after = (await Api($"/api/v1/apps/{id}")).AsObject();
        ((string?)after["settings"]!["notes"]!["admin"]).ShouldBe("Ask Ada first");
        ((bool?)after["settings"]!["oauthClient"]!["dpop_bound_access_tokens"]).ShouldBe(true);
        after["settings"]!["oauthClient"]!["response_types"].ShouldBeJson("""["code","id_token","token"]""");

        (await latchkey.Run($"apps update {id} --remove-grant-type implicit --initiate-login-uri none")).ShouldEnd(ExitCode.Ok).Output.ShouldNotContain("app.example.com");
        (await Api($"/api/v1/apps/{id}"))["settings"]!["oauthClient"]!["response_types"].ShouldBeJson("""["code"]""");
        (await latchkey.Run($"apps update {id} --add-redirect-uri javascript:alert(1)")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("must not use the scheme javascript");
        (await latchkey.Run($"apps delete {id} -f")).ShouldEnd(ExitCode.Ok);
    }

    [Fact]
    public async Task A_changed_app_keeps_its_secret()
    {
        await LogIn();
        var made = (await latchkey.Run("--batch --json apps create web --app-name Keeps --redirect-uri https://app.example.com/callback")).ShouldEnd(ExitCode.Ok).Json;
        (await latchkey.Run($"apps update {made["id"]} --add-redirect-uri https://app.example.com/other")).ShouldEnd(ExitCode.Ok);
        ((string?)(await latchkey.Run($"--json apps config --app {made["id"]}")).Json["clientSecret"]).ShouldBe((string?)made["clientSecret"]);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("service")]
    public async Task An_app_with_a_secret_gets_it_in_a_file(string template)
    {
        await LogIn();
        (await latchkey.Run($"apps create {template}", $"A {template} app", "", "")).ShouldEnd(ExitCode.Ok);
        var file = await File.ReadAllTextAsync(Path.Combine(latchkey.Home, ".okta.env"));
        file.ShouldMatch("^export OKTA_OAUTH2_ISSUER=\".+/oauth2/default\"\nexport OKTA_OAUTH2_CLIENT_ID=\"0oa.+\"\nexport OKTA_OAUTH2_CLIENT_SECRET=\".{14,100}\"\n$");
    }

    [Fact]
    public async Task A_page_app_is_made_whether_or_not_the_server_keeps_trusted_origins()
    {
        await LogIn();
        (await latchkey.Run("apps create spa", "A page", "", "")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("Client ID: 0oa");
    }

    [Fact]
    public async Task A_redirect_uri_the_server_refuses_is_explained()
    {
        await LogIn();
        (await latchkey.Run("apps create native", "Bad", "javascript:alert(1)", "")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("(E0000001)\n  ");
        (await latchkey.Run("apps --all")).Output.ShouldNotContain("\tBad\n");
    }

    [Fact]
    public async Task An_inactive_app_of_the_same_name_stops_a_batch()
    {
        await LogIn();
        var id = (string)(await latchkey.Run("--batch --json apps create native --app-name Twice --redirect-uri com.example:/cb")).Json["id"]!;
        await Api($"/api/v1/apps/{id}/lifecycle/deactivate", HttpMethod.Post);
        (await latchkey.Run("--batch apps create native --app-name Twice --redirect-uri com.example:/cb")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("but it is not active.");
        (await latchkey.Run($"apps delete {id} -f")).ShouldEnd(ExitCode.Ok);
    }

    [Fact]
    public async Task A_token_the_server_does_not_know_is_not_kept()
    {
        (await latchkey.Run("login", server.OrgUrl, "00nobodys-token")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("(E0000011)");
        File.Exists(latchkey.SettingsPath).ShouldBeFalse();
    }

    [Fact]
    public async Task People_and_groups_are_there()
    {
        await LogIn();
        var made = (await latchkey.Run("users create --first-name Grace --last-name Hopper --email grace@example.com --with-password --json", "Correct-horse-9")).ShouldEnd(ExitCode.Ok).Json;
        ((string?)made["status"]).ShouldBe("ACTIVE");
        (await latchkey.Run("users list")).ShouldEnd(ExitCode.Ok).Output.ShouldContain($"{made["id"]}\tACTIVE\tgrace@example.com\n");
        (await latchkey.Run("groups list")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("\tEveryone\n");
    }

    private async Task LogIn() => (await latchkey.Run("login", server.OrgUrl, server.ApiToken)).ShouldEnd(ExitCode.Ok);

    private async Task<JsonNode> Api(string path, HttpMethod? method = null, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, server.OrgUrl + path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", $"SSWS {server.ApiToken}");
        using var answer = await Send(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<HttpResponseMessage> Get(string url) => await Send(new HttpRequestMessage(HttpMethod.Get, url));

    /// <summary>A new org's host is a name below localhost, which not every machine resolves.</summary>
    private static async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        using var connection = new SocketsHttpHandler
        {
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(connection);
        return await http.SendAsync(request);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
