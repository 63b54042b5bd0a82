using System.CommandLine;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey users create: somebody who can sign in, with a password of now or a link in the mail. Contract §3.2.</summary>
public static class UsersCreate
{
    public static Command Build()
    {
        var firstName = new Option<string?>("--first-name") { Description = "First name." };
        var lastName = new Option<string?>("--last-name") { Description = "Last name." };
        var email = new Option<string?>("--email") { Description = "Email address, which is also the login unless --login says otherwise." };
        var login = new Option<string?>("--login") { Description = "What they sign in with. [default: the email address]" };
        var withPassword =
            new Option<bool>("--with-password") { Description = "Ask for their password now. Without it they get a mail with a link to set one." };

        var command = new Command("create", "Create somebody who can sign in.") { firstName, lastName, email, login, withPassword };
        command.SetAction((args, ct) =>
        {
            var terminal = Terminal.For(args);
            var first = args.GetValue(firstName) ?? terminal.Ask.Text("First name", "Give it with --first-name.");
            var last = args.GetValue(lastName) ?? terminal.Ask.Text("Last name", "Give it with --last-name.");
            var address = args.GetValue(email) ?? terminal.Ask.Text("Email address", "Give it with --email.");
            var password = args.GetValue(withPassword) ? terminal.Ask.Secret("Password", "Leave --with-password out: they get a mail with a link to set one.")
                : null;
            return Run(terminal, new NewUser(new UserProfile(args.GetValue(login) ?? address, address, first, last),
                password is null ? null : new NewUserCredentials(new NewPassword(password))), ct);
        });
        return command;
    }

    private static async Task<int> Run(Terminal terminal, NewUser wanted, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var user = await api.Create(wanted, ct);
        terminal.Say($"Created user {user.Profile.Login}, id: {user.Id}, status: {user.Status}");
        if (user.ActivationUrl is { } link)
        {
            terminal.Say("This server sends no mail. Give them this link to set their password:");
            terminal.Say(link);
            terminal.Answer(new { user.Id, user.Status, user.Profile.Login, activationUrl = link });
            return ExitCode.Ok;
        }
        if (wanted.Credentials is null) terminal.Say($"A mail with a link to set the password was sent to {wanted.Profile.Email}.");
        terminal.Answer(new { user.Id, user.Status, user.Profile.Login });
        return ExitCode.Ok;
    }
}
