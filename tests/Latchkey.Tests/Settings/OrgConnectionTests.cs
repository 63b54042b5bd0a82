using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Settings;

/// <summary>Which org and which token: environment, then latchkey.yaml, then okta.yaml. Contract §5.1.</summary>
public sealed class OrgConnectionTests : CliTest
{
    private string Yaml(string root, string token) => $"{root}:\n  client:\n    orgUrl: {Server.Url}\n    token: {token}\n";

    private async Task<string> TokenUsed()
    {
        await Latchkey.Run("apps");
        return Server.Requests[^1].Authorization;
    }

    [Fact]
    public async Task Nearer_places_go_before_farther_ones()
    {
        Latchkey.WriteSettings(".okta/okta.yaml", Yaml("okta", "from-okta-yaml"));
        (await TokenUsed()).ShouldBe("SSWS from-okta-yaml");
        Latchkey.WriteSettings(".latchkey/latchkey.yaml", Yaml("latchkey", "from-latchkey-yaml"));
        (await TokenUsed()).ShouldBe("SSWS from-latchkey-yaml");
        Latchkey.Environment["OKTA_CLIENT_TOKEN"] = "from-okta-variable";
        (await TokenUsed()).ShouldBe("SSWS from-okta-variable");
        Latchkey.Environment["LATCHKEY_CLIENT_TOKEN"] = "from-latchkey-variable";
        (await TokenUsed()).ShouldBe("SSWS from-latchkey-variable");
    }

    [Fact]
    public async Task A_token_is_never_shown_to_an_org_it_was_not_stored_for()
    {
        LoggedIn("https://other.example");
        Latchkey.Environment["LATCHKEY_CLIENT_ORGURL"] = Server.Url;
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"There is no API token for {Server.Url}");
        Server.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Yaml_that_is_broken_is_named_with_its_line()
    {
        Latchkey.WriteSettings(".latchkey/latchkey.yaml", "latchkey:\n  client: [\n");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"{Latchkey.SettingsPath} is not valid YAML (line ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("latchkey:")]
    [InlineData("latchkey:\n  client: none\n")]
    [InlineData("- latchkey\n")]
    [InlineData("latchkey:\n  client:\n    token: 00abc\n")]
    public async Task Yaml_without_an_org_is_like_none(string text)
    {
        Latchkey.WriteSettings(".latchkey/latchkey.yaml", text);
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("No organization is configured.");
    }

    [Theory]
    [InlineData("http://id.example.com", "must start with https://")]
    [InlineData("http://localhost.example.com", "must start with https://")]
    [InlineData("https://{yourOktaDomain}", "placeholder")]
    [InlineData("https://dev-1-admin.okta.com", "leave \"-admin\" out")]
    [InlineData("https://dev-1.okta.com.com", ".com.com")]
    [InlineData("https://id.example.com/admin/dashboard", "Give the org URL alone, without anything behind the host: https://id.example.com")]
    [InlineData("id.example.com", "is not an address")]
    [InlineData("ftp://id.example.com", "is not an address")]
    public async Task Org_urls_that_cannot_be_right_are_refused_before_a_token_is_asked_for(string url, string reason)
    {
        var ran = (await Latchkey.Run("login", url, ContractServer.Token)).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain(reason);
        ran.Output.ShouldNotContain("API token");
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("HTTP://LOCALHOST")]
    [InlineData("http://dev-1.localhost")]
    public async Task Plain_http_is_for_this_machine(string host) => (await Latchkey.Run("login", $"{host}:{Server.Port}", ContractServer.Token)).ShouldEnd(ExitCode.Ok);

    [Fact]
    public async Task Login_says_when_a_variable_hides_what_it_wrote()
    {
        Latchkey.Environment["OKTA_CLIENT_ORGURL"] = "https://other.example";
        (await Latchkey.Run("login", Server.Url, ContractServer.Token)).ShouldEnd(ExitCode.Ok).Errors
            .ShouldBe($"OKTA_CLIENT_ORGURL is set to https://other.example and goes before the file: unset it to use {Server.Url}.\n");
    }
}
