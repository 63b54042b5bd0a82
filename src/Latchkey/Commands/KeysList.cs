using System.CommandLine;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey keys list [--server default]: status, algorithm and id, the ones that sign first.</summary>
public static class KeysList
{
    public static Command Build()
    {
        var server = Server();
        var command = new Command("list", "List the keys that sign, will sign, or still verify.") { server };
        command.SetAction(async (args, ct) =>
        {
            var terminal = Terminal.For(args);
            using var api = ManagementApi.Connect(terminal);
            var keys = await api.KeysOf(args.GetValue(server)!, ct);
            terminal.Table(["STATUS", "ALG", "KID"], keys.Select(key => (IReadOnlyList<string?>)[key.Status, key.Alg, key.Kid]));
            terminal.Answer(keys);
            return ExitCode.Ok;
        });
        return command;
    }

    internal static Option<string> Server() =>
        new("--server") { Description = "Id of the authorization server; org for the organization's own", DefaultValueFactory = _ => "default" };
}
