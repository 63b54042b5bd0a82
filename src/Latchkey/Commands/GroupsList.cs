using System.CommandLine;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey groups list: one line each, id and name. Contract §3.3.</summary>
public static class GroupsList
{
    public static Command Build()
    {
        var command = new Command("list", "List the groups of the organization.");
        command.SetAction((args, ct) => Run(Terminal.For(args), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var groups = await api.Groups(ct);
        terminal.Table(["ID", "NAME"], groups.Select(group => (IReadOnlyList<string?>)[group.Id, group.Profile?.Name]));
        terminal.Answer(groups.Select(group => new { group.Id, group.Profile?.Name, group.Profile?.Description, group.Type }));
        return ExitCode.Ok;
    }
}
