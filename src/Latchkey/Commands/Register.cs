using System.CommandLine;
using Latchkey.Cli.Api;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey register: makes an org on a server and connects this computer to it. Contract §1.1, §5.2.</summary>
public static class Register
{
    private const string LocalServer = "http://localhost:8080";

    public static Command Build()
    {
        var url = new Option<string?>("--url") { Description = $"The server to make the organization on. [default: {LocalServer}]" };
        var email = new Option<string?>("--email") { Description = "Email address of the first administrator." };
        var firstName = new Option<string?>("--first-name") { Description = "First name of the administrator." };
        var lastName = new Option<string?>("--last-name") { Description = "Last name of the administrator." };
        var country = new Option<string?>("--country") { Description = "Country of the administrator." };
        var company = new Option<string?>("--company") { Description = "Name of the organization." };
        var setupToken =
            new Option<string?>("--setup-token") { Description = "What a server that is not open to everybody asks for; also read from LATCHKEY_SETUP_TOKEN." };

        var command = new Command("register", "Create a new Latchkey organization and connect this computer to it.") { url, email, firstName, lastName, country,
            company, setupToken };
        command.SetAction((args, ct) =>
        {
            var terminal = Terminal.For(args);
            var server = OrgUrl.Parse(args.GetValue(url) ?? Variable("REGISTRATION_URL") ?? LocalServer);
            var token = args.GetValue(setupToken) ?? Environment.GetEnvironmentVariable("LATCHKEY_SETUP_TOKEN");
            return Run(terminal, server, token, Who, TimeProvider.System, ct);

            Registrant Who() => new(
                args.GetValue(firstName) ?? terminal.Ask.Text("First name", "Give it with --first-name."),
                args.GetValue(lastName) ?? terminal.Ask.Text("Last name", "Give it with --last-name."),
                args.GetValue(email) ?? terminal.Ask.Text("Email address", "Give it with --email."),
                args.GetValue(country) ?? terminal.Ask.Text("Country", "Give it with --country."),
                args.GetValue(company));
        });
        return command;
    }

    private static async Task<int> Run(Terminal terminal, Uri server, string? setupToken, Func<Registrant> askWho, TimeProvider clock, CancellationToken ct)
    {
        var file = SettingsFile.OfLatchkey;
        if (!file.MayOverwrite(terminal, clock)) return ExitCode.Declined;
        var who = askWho();

        using var api = new RegistrationApi(server, setupToken, terminal);
        terminal.Say("Creating new Latchkey organization, this may take a minute:");
        var token = await api.Register(who, Variable("REGISTRATION_ID"), ct);
        var made = await api.UntilActive(token, clock, ct);
        if (made.ActivationEmailSent != false)
        {
            terminal.Say("An account activation email has been sent to you.");
            terminal.Say("Check your email");
        }
        var org = OrgUrl.Parse(made.OrgUrl);
        file.Write(org, made.ApiToken);

        terminal.Say("New Latchkey account created!");
        terminal.Say($"Your Latchkey domain: {org.Text()}");
        if (made.UpdatePasswordUrl is { } link)
        {
            terminal.Say("To set your password open this link:");
            terminal.Say(link);
        }
        EnvironmentFirst.Warn(terminal, org);
        terminal.Answer(new { orgUrl = org.Text(), email = who.Email, updatePasswordUrl = made.UpdatePasswordUrl, settingsFile = file.FullPath });
        return ExitCode.Ok;
    }

    /// <summary>Ours, or the one of the Okta CLI. Contract §5.1.</summary>
    private static string? Variable(string name) => new[] { "LATCHKEY", "OKTA" }
        .Select(prefix => Environment.GetEnvironmentVariable($"{prefix}_CLI_{name}")).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
