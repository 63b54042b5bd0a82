using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Contract §1.1 and §5.2.</summary>
public sealed class RegisterTests : CliTest
{
    [Fact]
    public async Task The_four_questions_make_an_org_and_end_with_the_link_that_sets_the_password()
    {
        var ran = (await Latchkey.Run($"register --url {Server.Url}", "Ada", "Lovelace", "ada@example.com", "Norway")).ShouldEnd(ExitCode.Ok);

        ran.Output.ShouldBe(
            $"""
            First name: Last name: Email address: Country: Creating new Latchkey organization, this may take a minute:
            An account activation email has been sent to you.
            Check your email
            New Latchkey account created!
            Your Latchkey domain: {Server.Url}
            To set your password open this link:
            {Server.Url}/welcome/abcdefghij0123456789

            """, StringCompareShould.IgnoreLineEndings);
        Server.Lines.ShouldBe(["POST /api/v1/registration/reg405abrRAkn0TRf5d6/register", "GET /api/internal/v1/developer/redeem/cliToken1"]);
        Server.Requests[0].Body!.ToJsonString().ShouldBe("""{"userProfile":{"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com","country":"Norway","okta_oie":true}}""");
        File.ReadAllText(Latchkey.SettingsPath).ShouldBe($"latchkey:\n  client:\n    orgUrl: {Server.Url}\n    token: {ContractServer.Token}\n");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Ok);
    }

    [Fact]                                                             // nobody waits for a mail that no server sends
    public async Task A_server_without_mail_is_not_said_to_have_sent_one()
    {
        Server.ActivationEmailSent = false;
        var ran = (await Latchkey.Run($"register --url {Server.Url}", "Ada", "Lovelace", "ada@example.com", "Norway")).ShouldEnd(ExitCode.Ok);
        ran.Output.ShouldNotContain("email has been sent");
        ran.Output.ShouldNotContain("Check your email");
        ran.Output.ShouldContain($"To set your password open this link:\n{Server.Url}/welcome/abcdefghij0123456789");

        Server.ActivationEmailSent = true;
        (await Latchkey.Run($"register --url {Server.Url}", "yes", "Ada", "Lovelace", "ada@example.com", "Norway")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("An account activation email has been sent to you.");
    }

    [Fact]
    public async Task What_is_given_is_not_asked()
    {
        var ran = (await Latchkey.Run(["--batch", "--json", "register", "--url", Server.Url, "--first-name", "Ada", "--last-name", "Lovelace", "--email", "ada@example.com", "--country", "Norway", "--company", "Engines"]))
            .ShouldEnd(ExitCode.Ok);

        ((string?)ran.Json["orgUrl"]).ShouldBe(Server.Url);
        ((string?)ran.Json["updatePasswordUrl"]).ShouldBe($"{Server.Url}/welcome/abcdefghij0123456789");
        ((string?)ran.Json["settingsFile"]).ShouldBe(Latchkey.SettingsPath);
        ((string?)Server.Requests[0].Body!["userProfile"]!["organization"]).ShouldBe("Engines");
    }

    [Fact]
    public async Task The_registration_and_the_server_can_come_from_the_environment()
    {
        Latchkey.Environment["OKTA_CLI_REGISTRATION_URL"] = Server.Url + "/";
        Latchkey.Environment["OKTA_CLI_REGISTRATION_ID"] = "reg42";
        (await Latchkey.Run("register", "Ada", "Lovelace", "ada@example.com", "Norway")).ShouldEnd(ExitCode.Ok);
        Server.Lines[0].ShouldBe("POST /api/v1/registration/reg42/register");
    }

    [Fact]
    public async Task It_waits_until_the_org_is_active()
    {
        Server.PendingRedeems = 1;
        (await Latchkey.Run($"register --url {Server.Url}", "Ada", "Lovelace", "ada@example.com", "Norway")).ShouldEnd(ExitCode.Ok);
        Server.Lines.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Declining_to_overwrite_ends_with_2_before_anything_is_asked_or_made()
    {
        LoggedIn("https://other.example");
        (await Latchkey.Run($"register --url {Server.Url}", "no")).ShouldEnd(ExitCode.Declined).Output.ShouldEndWith("Overwrite configuration file? [Y/n]");
        Server.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Silence_does_not_overwrite()
    {
        LoggedIn("https://other.example");
        (await Latchkey.Run($"register --url {Server.Url}")).ShouldEnd(ExitCode.Failed);
        Directory.GetFiles(Path.GetDirectoryName(Latchkey.SettingsPath)!).ShouldBe([Latchkey.SettingsPath]);
    }

    [Fact]
    public async Task A_refusal_says_what_failed_and_keeps_nothing()
    {
        Server.Instead = _ => ContractServer.Error(400, "E0000001", "Api validation failed: email", "email: not a valid address");
        var ran = (await Latchkey.Run($"register --url {Server.Url}", "Ada", "Lovelace", "ada", "Norway")).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain("Api validation failed: email (E0000001)\n  email: not a valid address\nFailed to create Latchkey organization.");
        File.Exists(Latchkey.SettingsPath).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_redeem_says_that_the_org_was_not_verified()
    {
        Server.Instead = request => request.Method == "GET" ? ContractServer.Error(404, "E0000007", "Not found") : null;
        var ran = (await Latchkey.Run($"register --url {Server.Url}", "Ada", "Lovelace", "ada@example.com", "Norway")).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain("Failed to verify new Latchkey organization. If you have already registered use \"latchkey login\"");
    }

    [Fact]
    public async Task The_setup_token_is_sent_and_asked_for_when_it_is_missing()
    {
        await using var closed = await ContractServer.Start(setupToken: "s3t-up");
        string[] answers = ["Ada", "Lovelace", "ada@example.com", "Norway"];

        var without = (await Latchkey.Run($"register --url {closed.Url}", answers)).ShouldEnd(ExitCode.Failed);
        without.Errors.ShouldContain("This server asks for a setup token: give it with --setup-token or LATCHKEY_SETUP_TOKEN.");

        Latchkey.Environment["LATCHKEY_SETUP_TOKEN"] = "s3t-up";
        (await Latchkey.Run($"register --url {closed.Url}", answers)).ShouldEnd(ExitCode.Ok);
        closed.Requests.Select(request => request.Authorization).ShouldBe(["", "Bearer s3t-up", "Bearer s3t-up"]);
    }
}
