using System.Security.Cryptography;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>
/// Links that are mailed to a person and work once: to set the first password, to set a new one. Opening the page does
/// not use the link up (mail scanners and previews open it too); what the page was for does.
/// </summary>
internal sealed class OneTimeLinks(Database db, Users users, Seal seal, TimeProvider clock)
{
    private const string FlowPurpose = "link-flow";

    public const string Welcome = "welcome";
    public const string ResetPassword = "reset_password";
    public const string Unlock = "unlock";
    /// <summary>For who hears of a change of their account that they have not made. It outlives what that change ended.</summary>
    public const string NotMe = "notme";

    /// <summary>Contract §13.2 leaves it open; seven days, as the recovery token of §3.9.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Length = 22;      // 131 random bits

    /// <summary>The token for the link. Earlier links of the same purpose stop working.</summary>
    /// <param name="writing">The commit of what it is for.</param>
    /// <param name="user">Whose account it opens. For nobody the same is done, and the token is worth nothing.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="lifetime">How long it works.</param>
    /// <param name="mailed">It is sent to the person's address and shown to nobody else, so whoever uses it reads mail there.</param>
    /// <param name="flow">The sign-in to go back to afterwards.</param>
    public async Task<string> Issue(Writing writing, User user, string purpose, TimeSpan lifetime, bool mailed = false, string? flow = null)
    {
        await writing.Change("update one_time_links set used_at = @now where user_id = @Id and purpose = @purpose and used_at is null",
            new { user.Id, purpose, now = clock.Now });
        return await IssueBeside(writing, user, purpose, lifetime, mailed, flow);
    }

    /// <summary>The same, and the earlier ones go on working: of two that are one invitation, the first to be used ends both.</summary>
    public async Task<string> IssueBeside(Writing writing, User user, string purpose, TimeSpan lifetime, bool mailed = false, string? flow = null)
    {
        var token = RandomNumberGenerator.GetString(Alphabet, Length);
        var now = clock.Now;
        await writing.Change("""
            insert into one_time_links (token_hash, org_id, user_id, purpose, created_at, expires_at, mailed_to, flow)
            select @hash, org_id, id, @purpose, @now, @expires, @mailedTo, @flow from users where id = @Id
            """, new
        {
            hash = Secrets.Hash(token),
            user.Id,
            purpose,
            now,
            expires = now + lifetime,
            mailedTo = mailed ? Identifiers.Canonical(user.Email) : null,
            flow = flow is null ? null : seal.Close(FlowPurpose, flow, Secrets.Hash(token)),
        });
        return token;
    }

    public Task<string> Issue(User user, string purpose, TimeSpan lifetime, CancellationToken ct) =>
        db.Write(writing => Issue(writing, user, purpose, lifetime), ct);

    /// <summary>The sign-in that was waiting when the link was asked for: for whoever has the link.</summary>
    public string? FlowOf(OneTimeLink link, string token) => link.Flow is { } flow ? seal.Open(FlowPurpose, flow, Secrets.Hash(token)) : null;

    /// <summary>Also one that is spent or over, so that the page can say which; see <see cref="OneTimeLink.Works"/>.</summary>
    public Task<OneTimeLink?> Find(string orgId, string token, CancellationToken ct) => token.Length == Length
        ? db.One<OneTimeLink>("""
            select org_id, user_id, purpose, mailed_to, flow, created_at, expires_at, used_at from one_time_links where token_hash = @hash and org_id = @orgId
            """, new { hash = Secrets.Hash(token), orgId }, ct)
        : Task.FromResult<OneTimeLink?>(null);

    /// <summary>
    /// Spends the link, in the same commit as what it was for. False when it is spent, replaced or over. One that only the
    /// mailbox received proves the mailbox, as long as the address is still the person's.
    /// </summary>
    public Task<bool> TryUse(Writing writing, string orgId, string token, string purpose) => Spend(writing, orgId, Secrets.Hash(token), purpose);

    /// <summary>The same, by someone who showed the link in an earlier step.</summary>
    public Task<bool> TryUse(Writing writing, string orgId, LinkHash link) => Spend(writing, orgId, link.Value, purpose: null);

    private async Task<bool> Spend(Writing writing, string orgId, string hash, string? purpose)
    {
        var used = await writing.ChangeReturning<Used>("""
            update one_time_links set used_at = @now
            where token_hash = @hash and org_id = @orgId and purpose = coalesce(@purpose, purpose) and used_at is null and expires_at > @now
            returning user_id, mailed_to
            """, new { hash, orgId, purpose, now = clock.Now });
        if (used?.MailedTo is { } address) await users.VerifyEmail(writing, used.UserId, address);
        return used is not null;
    }

    /// <summary>Whoever held a link to this account holds nothing now.</summary>
    public Task VoidAll(Writing writing, string userId) =>
        writing.Change("update one_time_links set used_at = @now where user_id = @userId and used_at is null and purpose <> @NotMe",
            new { userId, NotMe, now = clock.Now });

    /// <summary>Those of the kind that came after one are worth nothing once it was used. What was sent before may be the way back from this one.</summary>
    public Task VoidNotMe(Writing writing, string userId, DateTimeOffset since) =>
        writing.Change("update one_time_links set used_at = @now where user_id = @userId and used_at is null and purpose = @NotMe and created_at > @since",
            new { userId, NotMe, since, now = clock.Now });

    /// <summary>What those of the kind are about that work and are no older than that, the first one first.</summary>
    public async Task<IReadOnlyList<string>> NotMeSince(Writing writing, string userId, DateTimeOffset since) =>
        [.. (await writing.Many<Kept>("""
            select token_hash, flow from one_time_links
            where user_id = @userId and purpose = @NotMe and used_at is null and expires_at > @now and created_at >= @since and flow is not null
            order by created_at, token_hash
            """, new { userId, NotMe, since, now = clock.Now })).Select(kept => seal.Open(FlowPurpose, kept.Flow, kept.TokenHash))];

    /// <summary>A batch; a spent link is kept until its own end, so that opening it again gets a better answer than "unknown".</summary>
    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from one_time_links where token_hash in (select token_hash from one_time_links where expires_at < @before limit @batch)",
        new { before = clock.Now - TimeSpan.FromDays(1), batch = Cleanup.Batch }, ct);

    private sealed record Kept
    {
        public required string TokenHash { get; init; }
        public required string Flow { get; init; }
    }

    private sealed record Used
    {
        public required string UserId { get; init; }
        public string? MailedTo { get; init; }
    }
}
