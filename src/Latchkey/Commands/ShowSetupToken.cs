using System.CommandLine;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey setup-token --data DIR [--postgres CONNECTION] [--new]: what registers an org on a production server.</summary>
public static class ShowSetupToken
{
    public static Command Build()
    {
        var data = ServerData.DataOption();
        var postgres = ServerData.PostgresOption();
        var renew = new Option<bool>("--new") { Description = "Make a new one; the one before it is good for nothing any more" };
        var command = new Command("setup-token",
            "Print the set-up token of a production server, which `latchkey register` asks for. Run it as the account the server runs as.") { data, postgres,
            renew };
        command.SetAction((args, ct) => Run(Terminal.For(args), ServerData.Folder(args, data), ServerData.Postgres(args, postgres), args.GetValue(renew), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string folder, string? postgres, bool renew, CancellationToken ct)
    {
        await using var server = await ServerData.Open(folder, postgres, ct);
        var token = renew ? await server.SetupToken.Replace(ct) : await server.SetupToken.Read(ct);
        if (!terminal.Json) terminal.Say(token.Value);
        terminal.Answer(new { setupToken = token.Value, file = server.SetupToken.File });
        return ExitCode.Ok;
    }
}
