using System.CommandLine;
using Latchkey.Server.Core.Operation;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Storage;
using Microsoft.Data.Sqlite;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey doctor --data DIR [--url URL] [--postgres CONNECTION] [--smtp URL]: what a server needs to work.</summary>
public static class Doctor
{
    public static Command Build()
    {
        var data = ServerData.DataOption();
        var postgres = ServerData.PostgresOption();
        var url = new Option<string?>("--url") { Description = "The public address, to be tried as apps and phones meet it" };
        var smtp = Serve.SmtpOption();
        var command = new Command("doctor", "Look at everything a server needs to work, and say what to do next.") { data, postgres, url, smtp };
        command.SetAction((args, ct) =>
            Run(Terminal.For(args), ServerData.Folder(args, data), ServerData.Postgres(args, postgres), args.GetValue(url), Serve.Smtp(args, smtp), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string folder, string? postgres, string? url, Uri? smtp, CancellationToken ct)
    {
        var address = url is null ? null : Serve.Address(url);
        var results = await Results(folder, postgres, address, smtp, ct);
        var texts = Language.English.Texts;
        foreach (var result in results)
        {
            terminal.Say($"{State(result),-9}  {CheckWords.Name(texts, result.Check)}{(result.Found.Length > 0 ? ": " : "")}{result.Found}");
            if (CheckWords.Next(texts, result) is { } next) terminal.Say($"{"",-9}  → {next}");
        }
        if (address is null)
            terminal.Say("Without --url, the public address, its certificate, the proxy in front and the well-known files were not looked at.");
        var healthy = results.All(result => result.State != CheckState.Bad);
        terminal.Answer(new
        {
            healthy,
            checks = results.Select(result => new
            {
                check = Word(result.Check),
                state = Word(result.State),
                found = result.Found,
                next = CheckWords.Next(texts, result),
            }),
        });
        return healthy ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<IReadOnlyList<CheckResult>> Results(string folder, string? postgres, Uri? address, Uri? smtp, CancellationToken ct)
    {
        try
        {
            await using var server = await ServerData.Open(folder, postgres, ct);
            var settings = server.Settings with { BaseUrl = address ?? server.Settings.BaseUrl, Smtp = smtp };
            return await new Checkup(server.Database, settings, TimeProvider.System).Run(address is not null, ct);
        }
        // It does not come as far as being looked at: what stops it is what there is to say.
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return [new(Checked.Database, CheckState.Bad, problem.Message + (problem is SqliteException torn ? SqliteDatabase.Advice(torn) : ""))];
        }
    }

    private static string State(CheckResult result) => result.State switch
    {
        CheckState.Good => "good",
        CheckState.Warning => "see to it",
        _ => "BAD",
    };

    private static string Word<T>(T value) where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
