using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.LogStreams;

/// <summary>The log streams of all orgs, and how far each has come.</summary>
internal sealed class LogStreams(Database db, Seal seal, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have.</summary>
    public const int Most = 10;

    public const string ChangeKind = "log-streams";

    private const string Purpose = "log-stream";

    public static readonly SealedColumn Sealed = new(Purpose, "log_streams", "id", "sealed_token");

    public static string StatusOf(bool active) => active ? "ACTIVE" : "INACTIVE";

    public async Task<IReadOnlyList<LogStream>> All(string orgId, CancellationToken ct) =>
        [.. (await db.Many<LogStreamRow>($"select {LogStreamRow.Columns} from log_streams where org_id = @orgId order by id", new { orgId }, ct))
            .Select(row => row.ToStream())];

    public async Task<LogStream?> Find(string orgId, string id, CancellationToken ct) => (await db.One<LogStreamRow>(
        $"select {LogStreamRow.Columns} from log_streams where org_id = @orgId and id = @id", new { orgId, id }, ct))?.ToStream();

    /// <exception cref="InvalidOperationException">It was sealed under another master key.</exception>
    public Secret Token(LogStream stream) => new(seal.Open(Purpose, stream.SealedToken, stream.Id));

    /// <summary>Null when another one of the org has the name, or the org has as many as it may have. It gets what happens from now on.</summary>
    public async Task<LogStream?> Create(Writing writing, string orgId, LogStreamDraft draft)
    {
        await turns.Take(writing, $"log streams {orgId}");
        var id = Ids.New(Ids.LogStream);
        return Announced(writing, await writing.ChangeReturning<LogStreamRow>($"""
            insert into log_streams
              (id, org_id, name, name_key, type, status, settings, sealed_token, published_at, event_id, due_at, created_at, updated_at)
            select @id, @orgId, @Name, @key, @type, 'ACTIVE', @settings, @token, @now, '', @now, @now, @now
            where (select count(*) from log_streams where org_id = @orgId) < @Most
            on conflict do nothing
            returning {LogStreamRow.Columns}
            """, new
        {
            id,
            orgId,
            draft.Name,
            key = Identifiers.Canonical(draft.Name),
            type = LogStream.Collector,
            settings = JsonSerializer.Serialize(draft.Settings),
            token = seal.Close(Purpose, draft.Token!.Value.Value, id),
            now = clock.Now,
            Most,
        }));
    }

    /// <summary>Null when another one of the org has the name, or it is gone.</summary>
    public async Task<LogStream?> Change(Writing writing, LogStream existing, LogStreamDraft draft)
    {
        await turns.Take(writing, $"log streams {existing.OrgId}");
        return Announced(writing, await writing.ChangeReturning<LogStreamRow>($"""
            update log_streams set name = @Name, name_key = @key, settings = @settings,
              sealed_token = case when @keeps = 1 then sealed_token else @token end, failures = 0, problem = null, due_at = @now, updated_at = @now
            where id = @Id and (@keeps = 0 or settings = @settings)
              and not exists (select 1 from log_streams other where other.org_id = @OrgId and other.name_key = @key and other.id <> @Id)
            returning {LogStreamRow.Columns}
            """, new
        {
            existing.Id,
            existing.OrgId,
            draft.Name,
            key = Identifiers.Canonical(draft.Name),
            settings = JsonSerializer.Serialize(draft.Settings),
            token = draft.Token is { } token ? seal.Close(Purpose, token.Value, existing.Id) : null,
            keeps = draft.Token is null ? 1 : 0,
            now = clock.Now,
        }));
    }

    /// <summary>Null when it is gone. What happened while it was off it is not told.</summary>
    public async Task<LogStream?> SetActive(Writing writing, LogStream existing, bool active) => Announced(writing,
        await writing.ChangeReturning<LogStreamRow>($"""
            update log_streams set status = @status, published_at = case when status = @status then published_at else @now end,
              event_id = case when status = @status then event_id else '' end, failures = 0, problem = null, due_at = @now, updated_at = @now
            where id = @Id returning {LogStreamRow.Columns}
            """, new { existing.Id, status = StatusOf(active), now = clock.Now }));

    public Task<bool> Delete(Writing writing, LogStream existing) => writing.Changed("delete from log_streams where id = @Id", new { existing.Id });

    /// <summary>Those that something may be sent to now, so many behind the last of them.</summary>
    public async Task<IReadOnlyList<LogStream>> Due(string after, int most, CancellationToken ct) => [.. (await db.Many<LogStreamRow>($"""
        select {LogStreamRow.Columns} from log_streams where status = 'ACTIVE' and due_at <= @now and leased_until <= @now and id > @after
        order by id limit @most
        """, new { after, most, now = clock.Now }, ct)).Select(row => row.ToStream())];

    /// <summary>For as long as the lease lasts nobody else sends to it. Null when somebody was quicker.</summary>
    public async Task<LogStream?> TryLease(string id, TimeSpan lease, CancellationToken ct) => await db.Write(async writing =>
        (await writing.ChangeReturning<LogStreamRow>($"""
            update log_streams set leased_until = @until where id = @id and status = 'ACTIVE' and due_at <= @now and leased_until <= @now
            returning {LogStreamRow.Columns}
            """, new { id, until = clock.Now + lease, now = clock.Now }))?.ToStream(), ct);

    /// <summary>It has come so far, unless it was told otherwise meanwhile.</summary>
    public Task<bool> Advance(LogStream stream, LogPosition to, DateTimeOffset until, CancellationToken ct) => db.Write(writing => writing.Changed("""
        update log_streams set published_at = @Published, event_id = @EventId, failures = 0, problem = null, leased_until = @until
        where id = @Id and status = 'ACTIVE' and published_at = @from and event_id = @fromId
        """, new { stream.Id, to.Published, EventId = to.Id, from = stream.At.Published, fromId = stream.At.Id, until }), ct);

    /// <summary>Done for now.</summary>
    public Task Release(string id, DateTimeOffset due, CancellationToken ct) => db.Write(writing => writing.Change(
        "update log_streams set leased_until = 0, due_at = @due where id = @id", new { id, due }), ct);

    /// <summary>Not reached: it is tried again then.</summary>
    public Task Postpone(LogStream stream, string problem, DateTimeOffset due, CancellationToken ct) => db.Write(writing => writing.Change("""
        update log_streams set leased_until = 0, due_at = @due, failures = failures + 1, problem = @problem where id = @Id
        """, new { stream.Id, problem, due }), ct);

    private static LogStream? Announced(Writing writing, LogStreamRow? row)
    {
        if (row is not null) writing.Announce(ChangeKind, row.OrgId);
        return row?.ToStream();
    }
}
