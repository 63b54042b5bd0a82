using System.Security.Cryptography;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Account;

/// <summary>
/// Links that are mailed to a person and work once: to set the first password, to set a new one. Opening the page does
/// not use the link up (mail scanners and previews open it too); what the page was for does.
/// </summary>
public sealed class OneTimeLinks(Database db, TimeProvider clock)
{
    public const string Welcome = "welcome";
    public const string ResetPassword = "reset_password";

    /// <summary>Contract §13.2 leaves it open; seven days, as the recovery token of §3.9.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Length = 22;      // 131 random bits

    /// <summary>The token for the link. Earlier links of the same purpose stop working.</summary>
    public async Task<string> Issue(Writing writing, User user, string purpose, TimeSpan lifetime)
    {
        var token = RandomNumberGenerator.GetString(Alphabet, Length);
        var now = clock.Now;
        await writing.Change("update one_time_links set used_at = @now where user_id = @Id and purpose = @purpose and used_at is null", new { user.Id, purpose, now });
        await writing.Change("""
            insert into one_time_links (token_hash, org_id, user_id, purpose, created_at, expires_at)
            values (@hash, @OrgId, @Id, @purpose, @now, @expires)
            """, new { hash = Secrets.Hash(token), user.OrgId, user.Id, purpose, now, expires = now + lifetime });
        return token;
    }

    public Task<string> Issue(User user, string purpose, TimeSpan lifetime, CancellationToken ct) => db.Write(writing => Issue(writing, user, purpose, lifetime), ct);

    /// <summary>Also one that is spent or over, so that the page can say which; see <see cref="OneTimeLink.Works"/>.</summary>
    public Task<OneTimeLink?> Find(string orgId, string token, CancellationToken ct) => token.Length == Length
        ? db.One<OneTimeLink>("""
            select org_id, user_id, purpose, created_at, expires_at, used_at from one_time_links where token_hash = @hash and org_id = @orgId
            """, new { hash = Secrets.Hash(token), orgId }, ct)
        : Task.FromResult<OneTimeLink?>(null);

    /// <summary>Spends the link, in the same commit as what it was for. False when it is spent, replaced or over.</summary>
    public Task<bool> TryUse(Writing writing, string orgId, string token, string purpose) => writing.Changed("""
        update one_time_links set used_at = @now
        where token_hash = @hash and org_id = @orgId and purpose = @purpose and used_at is null and expires_at > @now
        """, new { hash = Secrets.Hash(token), orgId, purpose, now = clock.Now });

    /// <summary>The same, by someone who showed the link in an earlier step.</summary>
    public Task<bool> TryUse(Writing writing, string orgId, LinkHash link) => writing.Changed(
        "update one_time_links set used_at = @now where token_hash = @Value and org_id = @orgId and used_at is null and expires_at > @now", new { link.Value, orgId, now = clock.Now });

    /// <summary>Whoever held a link to this account holds nothing now.</summary>
    public Task VoidAll(Writing writing, string userId) =>
        writing.Change("update one_time_links set used_at = @now where user_id = @userId and used_at is null", new { userId, now = clock.Now });

    /// <summary>A batch; a spent link is kept until its own end, so that opening it again gets a better answer than "unknown".</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from one_time_links where token_hash in (select token_hash from one_time_links where expires_at < @before limit @batch)",
        new { before = clock.Now - TimeSpan.FromDays(1), batch = Cleanup.Batch }, ct);
}

/// <summary>What is stored of a link: it says which one, and opens nothing.</summary>
public readonly record struct LinkHash(string Value);

public sealed record OneTimeLink
{
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    public required string Purpose { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    public bool Works(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}
