using System.CommandLine;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey users list [--starting-with TEXT]: one line each, id, status and login. Contract §3.2.</summary>
public static class UsersList
{
    public static Command Build()
    {
        var start = new Option<string?>("--starting-with") { Description = "Only those whose first name, last name or email starts so." };
        var command = new Command("list", "List the people of the organization.") { start };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetValue(start), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? start, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var users = await api.Users(start, ct);
        terminal.Table(["ID", "STATUS", "LOGIN"], users.Select(user => (IReadOnlyList<string?>)[user.Id, user.Status, user.Profile.Login]));
        terminal.Answer(
            users.Select(user => new { user.Id, user.Status, user.Profile.Login, user.Profile.Email, user.Profile.FirstName, user.Profile.LastName }));
        return ExitCode.Ok;
    }
}
