using System.CommandLine;
using System.Globalization;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey keys rotate [--server default]: the keys that were published as the next ones sign from now on.</summary>
public static class KeysRotate
{
    public static Command Build()
    {
        var server = KeysList.Server();
        var command = new Command("rotate", "Let the next keys sign. Those before them verify until the last token they signed has ended.") { server };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetValue(server)!, ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string server, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var before = (await api.KeysOf(server, ct)).Where(key => key.Status == "ACTIVE").ToDictionary(key => key.Alg, key => key.Kid);
        var after = await api.RotateKeys(server, ct);
        if (!terminal.Json)
        {
            foreach (var key in after.Where(key => key.Status == "ACTIVE" && before.TryGetValue(key.Alg, out var kid) && kid != key.Kid))
            {
                var old = after.FirstOrDefault(one => one.Kid == before[key.Alg]);
                var until = old?.ExpiresAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
                terminal.Say($"{key.Kid} ({key.Alg}) signs from now on." + (until is null ? "" : $" {old!.Kid} verifies until {until}."));
            }
        }
        terminal.Answer(after);
        return ExitCode.Ok;
    }
}
