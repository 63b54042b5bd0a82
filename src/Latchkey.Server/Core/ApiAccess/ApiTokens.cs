using System.Security.Cryptography;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.ApiAccess;

/// <summary>
/// SSWS tokens: what a program shows to administer an org as the admin who made the token. Contract §3.0. Stored
/// hashed; each ends 30 days after its last use, or with its admin.
/// </summary>
internal sealed class ApiTokens(Database db, TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    private static readonly TimeSpan TouchEvery = TimeSpan.FromHours(1);
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    private const string Start = "00";
    private const int RandomLength = 40;
    private const string Columns = "id, org_id, user_id, name, created_at, last_used_at, expires_at";

    /// <summary>The only moment at which the secret is known.</summary>
    public async Task<(string Id, Secret Secret)> Issue(Writing writing, User user, string name)
    {
        var id = Ids.New(Ids.ApiToken);
        var secret = new Secret(Start + RandomNumberGenerator.GetString(Alphabet, RandomLength));
        var now = clock.Now;
        await writing.Change("""
            insert into api_tokens (id, org_id, user_id, token_hash, name, created_at, last_used_at, expires_at)
            values (@id, @OrgId, @userId, @hash, @name, @now, @now, @expires)
            """, new { id, user.OrgId, userId = user.Id, hash = Secrets.Hash(secret.Value), name, now, expires = now + Window });
        return (id, secret);
    }

    public Task<(string Id, Secret Secret)> Issue(User user, string name, CancellationToken ct) => db.Write(writing => Issue(writing, user, name), ct);

    /// <summary>The token, if it is alive in this org; its use keeps it alive, noted at most once an hour.</summary>
    public async Task<ApiToken?> Authenticate(string orgId, string presented, CancellationToken ct)
    {
        if (presented.Length != Start.Length + RandomLength) return null;
        var now = clock.Now;
        var token = await db.One<ApiToken>($"select {Columns} from api_tokens where token_hash = @hash and org_id = @orgId and expires_at > @now",
            new { hash = Secrets.Hash(presented), orgId, now }, ct);
        if (token is not null && token.LastUsedAt < now - TouchEvery)
        {
            await db.Change("update api_tokens set last_used_at = @now, expires_at = @expires where id = @Id and last_used_at < @before",
                new { token.Id, now, expires = now + Window, before = now - TouchEvery }, ct);
        }
        return token;
    }

    public Task<ApiToken?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<ApiToken>($"select {Columns} from api_tokens where org_id = @orgId and id = @id", new { orgId, id }, ct);

    public Task<IReadOnlyList<ApiToken>> List(string orgId, CancellationToken ct) =>
        db.Many<ApiToken>($"select {Columns} from api_tokens where org_id = @orgId order by created_at, id limit 1000", new { orgId }, ct);

    public Task<bool> Rename(Writing writing, ApiToken token, string name) =>
        writing.Changed("update api_tokens set name = @name where id = @Id", new { token.Id, name });

    public Task<bool> Revoke(Writing writing, ApiToken token) => writing.Changed("delete from api_tokens where id = @Id", new { token.Id });

    /// <summary>Those that somebody made since then, or whoever was in their place.</summary>
    public static Task EndSince(Writing writing, string userId, DateTimeOffset since) =>
        writing.Change("delete from api_tokens where user_id = @userId and created_at >= @since", new { userId, since });

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from api_tokens where id in (select id from api_tokens where expires_at < @now limit @batch)", new { now = clock.Now, batch = Cleanup.Batch },
        ct);
}
