using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Imports;

/// <summary>Files of people, kept for a week line by line, so that each line counts once however often it is tried.</summary>
internal sealed class PeopleImports(Database db, LoggedWrites writes, OutboxItems outbox, TimeProvider clock)
{
    /// <summary>Delivered like mail: by whichever server has time, and again by another one where that went away.</summary>
    public static readonly OutboxKind Runs = new("people-import")
    {
        Kept = TimeSpan.FromDays(7), Lease = TimeSpan.FromMinutes(10), FirstWait = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromMinutes(5),
    };

    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>In one org, that have not expired.</summary>
    private const int Most = 50;

    /// <returns>Its id.</returns>
    /// <exception cref="RuleException">There are too many.</exception>
    public async Task<string> Create(Doing doing, string userId, string fileName, CsvTable table, IReadOnlyList<string> mapping, string beginning)
    {
        var (id, now, orgId) = (Ids.New(Ids.Import), clock.Now, doing.Org.Id);
        if ((await Recent(orgId, doing.Aborted)).Count >= Most) throw new RuleException(CsvTable.Field, $"is one too many: {Most} wait already. Delete some");
        await db.Write(async writing =>
        {
            await writing.Change("""
                insert into imports (id, org_id, user_id, file_name, columns, mapping, existing, beginning, status, total, created_at, expires_at)
                values (@id, @orgId, @userId, @fileName, @columns, @mapping, 'KEEP', @beginning, 'DRAFT', @total, @now, @expires)
                """, new
            {
                id,
                orgId,
                userId,
                fileName,
                columns = JsonSerializer.Serialize(table.Columns),
                mapping = JsonSerializer.Serialize(mapping),
                beginning,
                total = (long)table.Lines.Count,
                now,
                expires = now + Kept,
            });
            await writing.ChangeEach("insert into import_rows (import_id, number, cells) values ($1, $2, $3)", table.Lines, (row, line) =>
            {
                row.Add(id);
                row.Add((long)line.Number);
                row.Add(JsonSerializer.Serialize(line.Cells));
            });
        }, doing.Aborted);
        return id;
    }

    public Task<PeopleImport?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<PeopleImport>("select * from imports where id = @id and org_id = @orgId", new { id, orgId }, ct);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<PeopleImport>> Recent(string orgId, CancellationToken ct) =>
        [.. (await db.Many<PeopleImport>("select * from imports where org_id = @orgId and expires_at > @now order by id desc limit @Most",
            new { orgId, now = clock.Now, Most }, ct)).OrderByDescending(one => one.CreatedAt)];

    /// <summary>Lines in their order, beyond one of them.</summary>
    public Task<IReadOnlyList<ImportLine>> Lines(string id, long after, int most, CancellationToken ct) => db.Many<ImportLine>(
        "select number, cells, reason from import_rows where import_id = @id and number > @after order by number limit @most", new { id, after, most }, ct);

    /// <summary>Lines that nothing has become of yet.</summary>
    public Task<IReadOnlyList<ImportLine>> Waiting(string id, int most, CancellationToken ct) => db.Many<ImportLine>(
        "select number, cells, reason from import_rows where import_id = @id and outcome is null order by number limit @most", new { id, most }, ct);

    public Task<IReadOnlyList<ImportLine>> Refused(string id, long after, int most, CancellationToken ct) => db.Many<ImportLine>("""
        select number, cells, reason from import_rows where import_id = @id and outcome = 'REFUSED' and number > @after order by number limit @most
        """, new { id, after, most }, ct);

    /// <summary>False when it has begun, or is gone.</summary>
    public Task<bool> Map(PeopleImport import, IReadOnlyList<string> mapping, string existing, string beginning, CancellationToken ct) => db.Changed("""
        update imports set mapping = @mapping, existing = @existing, beginning = @beginning where id = @Id and status = 'DRAFT'
        """, new { import.Id, mapping = JsonSerializer.Serialize(mapping), existing, beginning }, ct);

    /// <summary>As it was looked at: not when somebody has mapped it otherwise since, or has started it.</summary>
    public Task<bool> Start(Doing doing, PeopleImport import) => writes.Write(doing, AdminEvents.ImportStarted, async writing =>
    {
        if (!await writing.Changed("""
            update imports set status = 'RUNNING', user_id = @by where id = @Id and status = 'DRAFT' and mapping = @Mapping and existing = @Existing
              and beginning = @Beginning
            """, new { import.Id, import.Mapping, import.Existing, import.Beginning, by = doing.By.Id })) return false;
        await outbox.Queue(writing, Runs, new OutboxItem(import.Id, import.OrgId, import.Id, import.Id));
        return true;
    }, Party(import));

    /// <summary>Says what became of a line, once; false when that has been said.</summary>
    public static async Task<bool> Settle(Writing writing, PeopleImport import, ImportLine line, string outcome, string? reason = null)
    {
        if (!await writing.Changed("""
            update import_rows set outcome = @outcome, reason = @reason where import_id = @Id and number = @Number and outcome is null
            """, new { import.Id, line.Number, outcome, reason })) return false;
        await writing.Change("""
            update imports set created = created + case when @outcome = 'CREATED' then 1 else 0 end,
              changed = changed + case when @outcome = 'CHANGED' then 1 else 0 end, same = same + case when @outcome = 'SAME' then 1 else 0 end,
              refused = refused + case when @outcome = 'REFUSED' then 1 else 0 end where id = @Id
            """, new { import.Id, outcome });
        return true;
    }

    /// <summary>What was not refused is in the directory, and is forgotten here.</summary>
    public Task<bool> Finish(Doing doing, PeopleImport import) => writes.Write(doing, AdminEvents.ImportCompleted, async writing =>
    {
        if (!await writing.Changed("update imports set status = 'DONE', finished_at = @now where id = @Id and status = 'RUNNING'",
            new { import.Id, now = clock.Now })) return false;
        await writing.Change("delete from import_rows where import_id = @Id and outcome in ('CREATED', 'CHANGED', 'SAME')", new { import.Id });
        return true;
    }, Party(import));

    /// <summary>Not while it runs.</summary>
    public Task<bool> Delete(PeopleImport import, CancellationToken ct) =>
        db.Changed("delete from imports where id = @Id and status <> 'RUNNING'", new { import.Id }, ct);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from imports where id in (select id from imports where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch / 20 }, ct);

    private static LogParty Party(PeopleImport import) => new(import.Id, "Import", null, import.FileName);
}
