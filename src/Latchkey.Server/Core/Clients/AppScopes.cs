using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>Which scopes of the management API an administrator has granted to an app. Contract §3.0.</summary>
internal sealed class AppScopes(Database db, TimeProvider clock)
{
    private const string Columns = "id, app_id, scope, granted_by, granted_by_type, created_at";

    /// <summary>One that was granted before stays as it was.</summary>
    public async Task<AppScope> Grant(Writing writing, App app, string scope, LogParty by)
    {
        await writing.Change("""
            insert into app_scopes (id, app_id, scope, granted_by, granted_by_type, created_at) values (@id, @appId, @scope, @by, @type, @now)
            on conflict do nothing
            """, new { id = Ids.New(Ids.Grant), appId = app.Id, scope, by = by.Id, type = by.Type, now = clock.Now });
        return (await writing.One<AppScope>($"select {Columns} from app_scopes where app_id = @Id and scope = @scope", new { app.Id, scope }))!;
    }

    /// <summary>False when it is gone. A token that carries the scope opens nothing with it from now on.</summary>
    public Task<bool> Revoke(Writing writing, AppScope granted) => writing.Changed("delete from app_scopes where id = @Id", new { granted.Id });

    public Task<IReadOnlyList<AppScope>> List(App app, CancellationToken ct) =>
        db.Many<AppScope>($"select {Columns} from app_scopes where app_id = @Id order by created_at, scope", new { app.Id }, ct);

    public Task<AppScope?> Find(App app, string grantId, CancellationToken ct) =>
        db.One<AppScope>($"select {Columns} from app_scopes where app_id = @Id and id = @grantId", new { app.Id, grantId }, ct);

    public async Task<IReadOnlySet<string>> Of(App app, CancellationToken ct) =>
        (await db.Many<string>("select scope from app_scopes where app_id = @Id", new { app.Id }, ct)).ToHashSet(StringComparer.Ordinal);
}
