using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Contract §5.4, `apps config`.</summary>
public sealed class AppsConfigTests : CliTest
{
    [Fact]
    public async Task A_native_app_has_no_secret_to_show()
    {
        LoggedIn();
        Server.Has("Quickstart");
        (await Latchkey.Run("apps config --app 0oa1")).ShouldEnd(ExitCode.Ok).Output
            .ShouldBe($"Name:          Quickstart\nClient Id:     0oa1\nIssuer:        {Server.Url}/oauth2/default\n");
        Server.Lines.ShouldBe(["GET /api/v1/apps/0oa1", "GET /api/v1/internal/apps/0oa1/settings/clientcreds", "GET /api/v1/authorizationServers"]);
    }

    [Fact]
    public async Task A_web_app_has_one()
    {
        LoggedIn();
        Server.Has("Orders", type: "web");
        (await Latchkey.Run("apps config --app 0oa1")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("Client Secret: secret-of-0oa1\n");

        var json = (await Latchkey.Run("--json apps config --app 0oa1")).ShouldEnd(ExitCode.Ok).Json;
        json.ToJsonString().ShouldBe($$"""{"id":"0oa1","name":"Orders","status":"ACTIVE","applicationType":"web","clientId":"0oa1","clientSecret":"secret-of-0oa1","issuer":"{{Server.Url}}/oauth2/default"}""");
    }

    [Fact]
    public async Task An_app_that_does_not_speak_oidc_is_refused()
    {
        LoggedIn();
        Server.Has("Wiki", signOnMode: "SAML_2_0");
        (await Latchkey.Run("apps config --app 0oa1")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain(
            "Existing application found with name 'Wiki' but it is NOT an OIDC application. Only OIDC applications work with the Latchkey CLI.");
    }

    [Fact]
    public async Task An_unknown_app_is_named()
    {
        LoggedIn();
        (await Latchkey.Run("apps config --app 0oaNobody")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("Not found: Resource not found: 0oaNobody (AppInstance) (E0000007)");
    }
}
