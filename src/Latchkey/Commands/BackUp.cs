using System.CommandLine;
using System.Globalization;
using Latchkey.Cli.Files;
using Latchkey.Server.Core.Operation;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Npgsql;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey backup --data DIR --to FILE [--postgres CONNECTION]: a copy while the server runs, and what has to go along.</summary>
public static class BackUp
{
    public static Command Build()
    {
        var data = ServerData.DataOption();
        var to = new Option<string>("--to") { Description = "File to write the backup to; it must not be there yet", Required = true };
        var postgres = ServerData.PostgresOption();
        var command = new Command("backup", "Copy the database while the server runs, and check the copy. For PostgreSQL it says how pg_dump does it.") { data,
            to, postgres };
        command.SetAction(
            (args, ct) =>
            Run(Terminal.For(args), ServerData.Folder(args, data), ServerData.Postgres(args, postgres), Path.GetFullPath(args.GetValue(to)!), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string folder, string? postgres, string target, CancellationToken ct)
    {
        await using var server = await ServerData.Open(folder, postgres, ct);
        if (DatabaseSettings.Of(server.Settings).SqlitePath is not { } database) throw new CommandException(ForPostgres(server, target));

        FileFaults.RequireWritable("--to", target);
        var backup = SqliteBackup.Write(database, target);
        await Backups.MadeElsewhere(server.Database, TimeProvider.System.GetUtcNow(), ct);
        terminal.Say(
            string.Create(CultureInfo.InvariantCulture,
            $"{backup.File}: {backup.Bytes / 1024.0 / 1024.0:0.0} MB, schema {backup.Schema:0000}, "
                + $"{backup.Orgs} {(backup.Orgs == 1 ? "org" : "orgs")}, opened and found whole."));
        terminal.Say(
            $"The master key is not in it. Keep a copy in another place: {server.Master.Source}. Without the key nothing that is sealed in the backup opens.");
        terminal.Say(
            $"To restore: stop the server, empty the data folder, put the backup there as latchkey.db and the key as {MasterKey.File}, start the server.");
        terminal.Answer(new { file = backup.File, bytes = backup.Bytes, schema = backup.Schema, orgs = backup.Orgs, masterKey = server.Master.Source });
        return ExitCode.Ok;
    }

    private static string ForPostgres(ServerData server, string target)
    {
        return $"""
            PostgreSQL is backed up with its own tool, which copies while servers run:

              {PgDump(server.Settings.Postgres!, target)}

            and restored into an empty database with pg_restore --no-owner --dbname=NAME {Shell(target)}, while no server runs.
            The master key is not in it. Keep a copy in another place: {server.Master.Source}.
            """;
    }

    /// <summary>With the port, too: at another one is another server, which may have a database of the same name.</summary>
    public static string PgDump(string connection, string target)
    {
        var named = new NpgsqlConnectionStringBuilder(connection);
        var at = string.Join(' ', new[] { ("host", named.Host), ("port", $"{named.Port}"), ("username", named.Username), ("dbname", named.Database) }
            .Where(one => !string.IsNullOrEmpty(one.Item2)).Select(one => $"--{one.Item1}={Shell(one.Item2!)}"));
        return $"pg_dump --format=custom {at} --file={Shell(target)}";
    }

    /// <summary>As one word of a shell.</summary>
    private static string Shell(string text) =>
        text.All(sign => char.IsAsciiLetterOrDigit(sign) || "/._-:,@".Contains(sign)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
