using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>An app that is there, changed.</summary>
public sealed class AppsUpdateTests : CliTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        LoggedIn();
        var client = Server.Has("Quickstart", redirects: ["com.example:/callback", "http://127.0.0.1/callback"])["settings"]!["oauthClient"]!.AsObject();
        client["grant_types"] = new JsonArray("authorization_code", "refresh_token");
        client["response_types"] = new JsonArray("code");
        client["something_new"] = new JsonObject { ["kept"] = true };
    }

    [Fact]
    public async Task The_whole_app_is_read_changed_and_written_back()
    {
        var wanted = Server.Apps["0oa1"].DeepClone();
        wanted["settings"]!["oauthClient"]!["redirect_uris"] = new JsonArray("com.example:/callback", "http://127.0.0.1/callback", "com.example.two:/callback");

        (await Latchkey.Run("apps update 0oa1 --add-redirect-uri com.example.two:/callback")).ShouldEnd(ExitCode.Ok).Output
            .ShouldStartWith("Updated application 'Quickstart' (0oa1)\nRedirect URIs:    com.example:/callback, http://127.0.0.1/callback, com.example.two:/callback\n");

        Server.Lines.ShouldBe(["GET /api/v1/apps/0oa1", "PUT /api/v1/apps/0oa1"]);
        Server.Requests[1].Body.ShouldBeJson(wanted.ToJsonString());
    }

    [Fact]
    public async Task What_is_so_already_is_not_written()
    {
        (await Latchkey.Run("apps update 0oa1 --add-redirect-uri com.example:/callback --app-name Quickstart")).ShouldEnd(ExitCode.Ok).Output.ShouldStartWith("Nothing to do: application 'Quickstart'");
        Server.Lines.ShouldNotContain("PUT /api/v1/apps/0oa1");
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_removed()
    {
        (await Latchkey.Run("apps update 0oa1 --remove-redirect-uri com.example:/calback")).ShouldEnd(ExitCode.Failed).Errors
            .ShouldContain("com.example:/calback is not among the app's redirect URIs: com.example:/callback, http://127.0.0.1/callback.");
        Server.Lines.ShouldNotContain("PUT /api/v1/apps/0oa1");
    }

    [Fact]
    public async Task A_list_is_set_or_emptied()
    {
        (await Latchkey.Run(["apps", "update", "0oa1", "--redirect-uri", "[com.example.a:/cb, com.example.b:/cb]", "--redirect-uri", "com.example.c:/cb", "--post-logout-redirect-uri", ""])).ShouldEnd(ExitCode.Ok);
        var client = Server.Requests[1].Body!["settings"]!["oauthClient"]!;
        client["redirect_uris"].ShouldBeJson("""["com.example.a:/cb","com.example.b:/cb","com.example.c:/cb"]""");
        client["post_logout_redirect_uris"].ShouldBeJson("[]");
    }

    [Fact]
    public async Task Grants_have_short_names_and_take_their_response_types_along()
    {
        (await Latchkey.Run("apps update 0oa1 --grant-type device_code,urn:ietf:params:oauth:grant-type:token-exchange --refresh-token-rotation rotate --refresh-token-leeway 10")).ShouldEnd(ExitCode.Ok);
        var client = Server.Requests[1].Body!["settings"]!["oauthClient"]!;
        client["grant_types"].ShouldBeJson("""["urn:ietf:params:oauth:grant-type:device_code","urn:ietf:params:oauth:grant-type:token-exchange"]""");
        client["response_types"].ShouldBeJson("[]");
        client["refresh_token"].ShouldBeJson("""{"rotation_type":"ROTATE","leeway":10}""");
    }

    [Fact]
    public async Task The_origin_of_a_pages_new_address_is_trusted()
    {
        Server.Has("Page", "browser", redirects: ["http://localhost:8080/callback"]);
        (await Latchkey.Run("apps update 0oa2 --add-redirect-uri http://localhost:9000/callback")).ShouldEnd(ExitCode.Ok);
        Server.Requests.Where(request => request.Method == "POST").Select(request => (string?)request.Body!["origin"]).ShouldBe(["http://localhost:8080", "http://localhost:9000"]);
    }

    [Theory]
    [InlineData("0oaNobody", "Not found: Resource not found: 0oaNobody (AppInstance) (E0000007)")]
    [InlineData("0oa2", "'Wiki' is NOT an OIDC application.")]
    public async Task Another_app_than_one_that_signs_people_in_is_refused(string id, string reason)
    {
        var wiki = Server.Has("Wiki", signOnMode: "BOOKMARK");
        wiki.Remove("settings");
        (await Latchkey.Run($"apps update {id} --add-redirect-uri com.example:/x")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain(reason);
    }
}
