using System.CommandLine;
using Latchkey.Cli.Api;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey login [--url URL]: remembers an org and a token, once the org has accepted the token.</summary>
public static class Login
{
    public static Command Build()
    {
        var url = new Option<string?>("--url") { Description = "The org URL, for example https://id.example.com." };
        var command =
            new Command("login", "Connect this computer to a Latchkey (or Okta) organization: its URL and an API token, kept in ~/.latchkey/latchkey.yaml.")
                { url };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetValue(url), TimeProvider.System, ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? url, TimeProvider clock, CancellationToken ct)
    {
        var file = SettingsFile.OfLatchkey;
        if (!file.MayOverwrite(terminal, clock)) return ExitCode.Ok;

        var org = OrgUrl.Parse(url ?? terminal.Ask.Text("Latchkey Org URL", "Give it with --url."));
        terminal.Say("Enter your Latchkey API token (an administrator makes one in the Admin Console, under Security, API, Tokens; \"latchkey dev\" keeps one "
            + "in dev.json, and \"latchkey register\" stores the one of a new org by itself)");
        var token = terminal.Ask.Secret("Latchkey API token",
            "Without anybody to ask, set LATCHKEY_CLIENT_ORGURL and LATCHKEY_CLIENT_TOKEN: no login is needed then.");

        // A mistyped token is noticed here, not days later by another command.
        using var api = new ManagementApi(new OrgConnection(org, token, "this login"), terminal);
        var user = await api.Me(ct);

        file.Write(org, token);
        terminal.Say($"Logged in to {org.Text()} as {user.Profile.Login}.");
        EnvironmentFirst.Warn(terminal, org);
        terminal.Answer(new { orgUrl = org.Text(), login = user.Profile.Login, settingsFile = file.FullPath });
        return ExitCode.Ok;
    }
}
