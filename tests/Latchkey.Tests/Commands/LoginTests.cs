using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Contract §5.3: the token is checked before it is kept.</summary>
public sealed class LoginTests : CliTest
{
    [Fact]
    public async Task A_token_the_org_accepts_is_kept_where_only_its_owner_can_read_it()
    {
        var ran = (await Latchkey.Run("login", Server.Url + "/", ContractServer.Token)).ShouldEnd(ExitCode.Ok);

        ran.Output.ShouldStartWith("Latchkey Org URL: Enter your Latchkey API token");
        ran.Output.ShouldContain("\nLatchkey API token: ");
        ran.Output.ShouldEndWith($"Logged in to {Server.Url} as ada@example.com.\n");
        ran.Errors.ShouldBeEmpty();
        Server.Lines.ShouldBe(["GET /api/v1/users/me"]);
        Server.Requests[0].Authorization.ShouldBe($"SSWS {ContractServer.Token}");
        File.ReadAllText(Latchkey.SettingsPath).ShouldBe($"latchkey:\n  client:\n    orgUrl: {Server.Url}\n    token: {ContractServer.Token}\n");
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Latchkey.SettingsPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(Latchkey.SettingsPath)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_token_the_org_refuses_is_not_kept()
    {
        const string mistyped = "00mistyped-token";
        var ran = (await Latchkey.Run("login", Server.Url, mistyped)).ShouldEnd(ExitCode.Failed);

        ran.Errors.ShouldContain("Invalid token provided (E0000011)");
        ran.Errors.ShouldContain("Run \"latchkey login\" with a new one");
        (ran.Output + ran.Errors).ShouldNotContain(mistyped);
        File.Exists(Latchkey.SettingsPath).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_with_signs_that_mean_something_in_yaml_is_read_back_as_it_was()
    {
        Server.Instead = _ => Microsoft.AspNetCore.Http.Results.Json(new { id = "00u1", profile = new { login = "ada" } });
        const string odd = "'00: #odd\"token\\%@";
        (await Latchkey.Run("login", Server.Url, odd)).ShouldEnd(ExitCode.Ok);
        await Latchkey.Run("apps");
        Server.Requests[^1].Authorization.ShouldBe($"SSWS {odd}");
    }

    [Fact]
    public async Task Declining_to_overwrite_leaves_everything_and_ends_with_0()
    {
        LoggedIn("https://other.example");
        var before = File.ReadAllText(Latchkey.SettingsPath);

        var ran = (await Latchkey.Run("login", "n")).ShouldEnd(ExitCode.Ok);

        ran.Output.ShouldBe($"An existing Latchkey organization (https://other.example) was found in {Latchkey.SettingsPath}\nOverwrite configuration file? [Y/n]");
        File.ReadAllText(Latchkey.SettingsPath).ShouldBe(before);
        Server.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Overwriting_keeps_a_copy_even_twice_in_a_minute()
    {
        LoggedIn("https://other.example");
        var before = File.ReadAllText(Latchkey.SettingsPath);

        var first = (await Latchkey.Run("login", "", Server.Url, ContractServer.Token)).ShouldEnd(ExitCode.Ok);
        (await Latchkey.Run("login", "maybe", "YES", Server.Url, ContractServer.Token)).ShouldEnd(ExitCode.Ok).Errors.ShouldBe("\nInvalid choice, try again\n\n");

        var copies = Directory.GetFiles(Path.GetDirectoryName(Latchkey.SettingsPath)!, "latchkey.yaml.2*").Order().ToArray();
        copies.Length.ShouldBe(2);
        first.Output.ShouldContain($"Configuration file backed: {copies[0]}\n");
        Path.GetFileName(copies[0]).ShouldMatch(@"^latchkey\.yaml\.\d{8}T\d{4}$");
        File.ReadAllText(copies[0]).ShouldBe(before);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(copies[0]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task In_batch_mode_nothing_is_asked()
    {
        var ran = (await Latchkey.Run("--batch login")).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain("Interactive mode is disable, failed to prompt for response: Latchkey Org URL\nGive it with --url.");
    }

    [Fact]
    public async Task Input_that_ends_too_early_is_said() =>
        (await Latchkey.Run("login", Server.Url)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("The input ended before there was an answer to: Latchkey API token");

    [Fact]
    public async Task Json_puts_one_object_on_standard_output()
    {
        var ran = (await Latchkey.Run("login --json", Server.Url, ContractServer.Token)).ShouldEnd(ExitCode.Ok);
        ((string?)ran.Json["orgUrl"]).ShouldBe(Server.Url);
        ((string?)ran.Json["login"]).ShouldBe("ada@example.com");
        ran.Errors.ShouldContain("Latchkey API token: ");
        ran.Output.ShouldNotContain(ContractServer.Token);
    }
}
