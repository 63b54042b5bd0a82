using System.Globalization;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Npgsql;

namespace Latchkey.Server.Core.Operation;

/// <summary>
/// Copies of the database beside it, made while the server runs. A copy has its name once it was opened and found whole. PostgreSQL is copied with its own
/// tool. The master key is in none of them.
/// </summary>
internal sealed class Backups(ServerSettings settings, Database db, SystemLog log, TimeProvider clock) : IDisposable
{
    /// <summary>The oldest beyond these go when another one is made.</summary>
    public const int Kept = 10;

    private const string Prefix = "latchkey-", Suffix = ".db";

    private readonly SemaphoreSlim turn = new(1);

    public void Dispose() => turn.Dispose();

    public string Folder => FolderOf(settings);

    public static string FolderOf(ServerSettings settings) => Path.Combine(settings.DataFolder, "backups");

    /// <summary>Whether they are made here; otherwise <see cref="Command"/> makes them.</summary>
    public bool Here => Database is not null;

    /// <summary>What makes a copy of a PostgreSQL, without its password.</summary>
    public string Command
    {
        get
        {
            var named = new NpgsqlConnectionStringBuilder(settings.Postgres);
            return $"pg_dump --format=custom --host={named.Host} --username={named.Username} --dbname={named.Database} --file=latchkey.dump";
        }
    }

    private string? Database => DatabaseSettings.Of(settings).SqlitePath;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<BackupFile> All() => In(Folder);

    public static IReadOnlyList<BackupFile> In(string folder) => !Directory.Exists(folder) ? [] :
        [.. new DirectoryInfo(folder).EnumerateFiles($"{Prefix}*{Suffix}").OrderByDescending(file => file.Name, StringComparer.Ordinal)
            .Select(file => new BackupFile(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)))];

    /// <summary>The one that <c>latchkey backup</c> made last, wherever to.</summary>
    private const string Elsewhere = "last_backup";

    public static Task MadeElsewhere(Database db, DateTimeOffset at, CancellationToken ct) =>
        new DatabaseMarks(db).Replace(Elsewhere, at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), ct);

    /// <summary>Of the copies beside the database and those made elsewhere; null: there is none.</summary>
    public static async Task<DateTimeOffset?> Last(Database db, ServerSettings settings, CancellationToken ct)
    {
        var here = In(FolderOf(settings)) is [var newest, ..] ? newest.MadeAt : (DateTimeOffset?)null;
        var elsewhere = await new DatabaseMarks(db).Find(Elsewhere, ct) is { } marked
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(marked, CultureInfo.InvariantCulture)) : (DateTimeOffset?)null;
        return here is null || elsewhere > here ? elsewhere : here;
    }

    /// <summary>One at a time: whoever asks while one is made gets another one after it.</summary>
    /// <exception cref="IOException">There is no room, or the database is damaged: what, and what to do.</exception>
    public async Task<BackupFile> Make(Doing doing)
    {
        if (Database is not { } database) throw new IOException("PostgreSQL is backed up with its own tool: " + Command);
        await turn.WaitAsync(doing.Aborted);
        try
        {
            PrivateFile.MakeFolder(Folder);
            var moment = Prefix + clock.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture);
            var name = moment + Suffix;
            for (var number = 2; File.Exists(Path.Combine(Folder, name)); number++) name = $"{moment}-{number}{Suffix}";
            var made = await Task.Run(() => SqliteBackup.Write(database, Path.Combine(Folder, name)));
            foreach (var old in All().Skip(Kept)) File.Delete(Path.Combine(Folder, old.Name));
            await db.Write(writing => log.Record(writing, doing, AdminEvents.BackupMade, new LogParty(name, "Backup", null, name)), doing.Aborted);
            return new(name, made.Bytes, clock.Now);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }
        finally
        {
            turn.Release();
        }
    }
}
