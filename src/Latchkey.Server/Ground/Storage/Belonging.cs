using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// A database, the master key that seals what is in it, and the data folder of a server belong together. The database holds an id and a value that
/// only its key opens, the folder notes the id. What does not belong together is refused before anything is served: a server with another key would
/// sign people out, and one over another database would be an empty org where there was a full one.
/// </summary>
internal sealed class Belonging(Database db, DatabaseMarks marks, MasterKey master, Seal seal, ServerSettings settings, IEnumerable<SealedColumn> columns,
    ILogger<Belonging> log)
{
    /// <summary>In the data folder: which database it goes with.</summary>
    public const string NoteFile = "database-id";

    private const string IdMark = "id";
    private const string KeyMark = "key_check";
    private const string Purpose = "key-check";

    private string Note => Path.Combine(settings.DataFolder, NoteFile);

    private string KeyFile => Path.Combine(settings.DataFolder, MasterKey.File);

    /// <summary>Before a server serves. The first of all servers over a new database gives it its id and its key.</summary>
    public async Task Require(CancellationToken ct)
    {
        var noted = File.Exists(Note) ? (await File.ReadAllTextAsync(Note, ct)).Trim() : null;
        var known = await Find(ct);
        if (known is null)
        {
            if (await HoldsSecrets(ct)) await RequireOpens(ct);
            else if (noted is not null) throw Strange("an empty one");
            known = await Begin(ct);
        }
        RequireKey(known);
        if (noted is not null && noted != known.Id) throw Strange("another one");
        await RequireWhole(ct);
        if (noted is null) PrivateFile.Write(Note, known.Id + "\n");
    }

    /// <summary>For a command that works beside the server, or before it: makes nothing.</summary>
    public async Task RequireKnown(CancellationToken ct) =>
        RequireKey(await Find(ct) ?? throw new BelongingException("No server of this version has used this database yet. Start it once: latchkey serve"));

    /// <summary>Before somebody is told that what they hold is not ours: with another key than the database's we could not know.</summary>
    public async Task RequireKey(CancellationToken ct)
    {
        if (await Find(ct) is { } known) RequireKey(known);
    }

    /// <summary>As part of a write that seals what every server must open.</summary>
    public async Task RequireKey(Writing w)
    {
        if (await DatabaseMarks.Find(w, IdMark) is { } id && await DatabaseMarks.Find(w, KeyMark) is { } check) RequireKey(new Known(id, check));
    }

    private async Task<Known?> Find(CancellationToken ct) =>
        await marks.Find(IdMark, ct) is { } id && await marks.Find(KeyMark, ct) is { } check ? new(id, check) : null;

    /// <summary>The key is in its file before anything is sealed with it.</summary>
    private async Task<Known> Begin(CancellationToken ct)
    {
        if (master.IsFresh) master.Keep();
        var mine = Secrets.New();
        await db.Write(async w =>
        {
            if (await DatabaseMarks.TryAdd(w, IdMark, mine)) await DatabaseMarks.TryAdd(w, KeyMark, seal.Close(Purpose, mine, mine));
        }, ct);
        return (await Find(ct))!;
    }

    private void RequireKey(Known known)
    {
        if (!master.TryAdopt()) throw NoKey();
        if (seal.TryOpen(Purpose, known.Check, known.Id) == known.Id) return;
        master.Forget();
        throw WrongKey();
    }

    private BelongingException NoKey() => new(
        $"The master key of this database is missing: there is no {KeyFile}, and {MasterKey.Variable} is not set. Restore it from your backup. "
        + $"For a further server over the same database, copy {MasterKey.File} from the first one, or give both the same {MasterKey.Variable}.");

    private BelongingException WrongKey() => new(
        $"{master.Source} is not the master key of this database: what is sealed in the database does not open with it. Put the right key back, from your "
            + "backup or from the server that made the database. "
        + $"Several servers over one database have the same {MasterKey.File}, or the same {MasterKey.Variable}.");

    private BelongingException Strange(string which)
    {
        var mend = db.Engine == Engine.Sqlite
            ? "If latchkey.db was copied while a server ran, it lacks what stood in latchkey.db-wal: copy it with `latchkey backup`. If it was lost, "
                + "restore it from your backup."
            : "Look at the connection string (--postgres or LATCHKEY_POSTGRES), and whether the database was restored.";
        return new($"The data folder {settings.DataFolder} belongs to another database, and this is {which}. {mend} Only if the folder is to go with this "
            + $"database from now on: remove {Note} and start again.");
    }

    /// <summary>What a file lacks that was copied without its log; SQLite itself cannot tell.</summary>
    private async Task RequireWhole(CancellationToken ct)
    {
        if (!db.LacksItsLog) return;
        if (await db.One<string>("select id from orgs limit 1", null, ct) is null) throw new BelongingException(
            $"{Path.Combine(settings.DataFolder, "latchkey.db")} was copied while a server ran, without the latchkey.db-wal beside it, and holds no org. "
                + "Copy both, or better, use `latchkey backup`. To begin with an empty org instead, remove the file.");
        log.LogWarning(
            "{Folder} was last written by a server that did not stop by itself, and the latchkey.db-wal beside latchkey.db is gone. If the file was "
                + "copied while a server ran, what was written last is missing: use `latchkey backup` instead", settings.DataFolder);
    }

    private async Task<bool> HoldsSecrets(CancellationToken ct) => await AnySecret(ct) is not null;

    /// <summary>A database from before it had an id.</summary>
    private async Task RequireOpens(CancellationToken ct)
    {
        if (!master.TryAdopt()) throw NoKey();
        var (purpose, boundTo, closed) = (await AnySecret(ct))!;
        if (seal.TryOpen(purpose, closed, boundTo) is null) throw WrongKey();
    }

    private Task<SealedRow?> AnySecret(CancellationToken ct)
    {
        var each = columns.Select(
            (column, i) =>
            $"select * from (select '{column.Purpose}' as purpose, {column.BoundTo} as bound_to, {column.Column} as closed from {column.Table} where "
                + $"{column.Column} is not null limit 1) any_{i}");
        return db.One<SealedRow>($"{string.Join("\nunion all ", each)}\nlimit 1", null, ct);
    }

    private sealed record Known(string Id, string Check);

    private sealed record SealedRow(string Purpose, string BoundTo, string Closed);
}
