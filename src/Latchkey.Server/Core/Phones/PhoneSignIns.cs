using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Phones;

/// <summary>
/// Browsers that wait for a phone. Whoever sees the picture can answer on a device of their own and cannot finish here: that takes what this browser
/// alone holds. The number is typed once; a wrong one ends it, so nobody guesses. What was proven on the phone counts here, but for its keys: they
/// answered another page than this one. Decision 0027.
/// </summary>
internal sealed class PhoneSignIns(Database db, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private const string Columns = "id, number, app, ip, user_agent, state, user_id, era, amr, idp_id, proven_at, created_at";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public async Task<BegunPhoneSignIn> Begin(Org org, string? app, string? ip, string userAgent, CancellationToken ct)
    {
        var begun = new BegunPhoneSignIn(Secrets.New(), Secrets.New());
        await db.Change("""
            insert into phone_sign_ins (id, code_hash, org_id, number, app, ip, user_agent, state, created_at, works_until, expires_at)
            values (@id, @code, @OrgId, @number, @app, @ip, @userAgent, 'WAITING', @now, @until, @expires)
            """, new
        {
            id = Secrets.Hash(begun.Id),
            code = Secrets.Hash(begun.Code),
            OrgId = org.Id,
            number = Secrets.Digits(2),
            app,
            ip,
            userAgent,
            now = clock.Now,
            until = clock.Now + Lifetime,
            expires = clock.Now + Kept,
        }, ct);
        return begun;
    }

    /// <summary>For the browser that waits; null: it took too long.</summary>
    public Task<PhoneSignIn?> Of(Org org, string id, CancellationToken ct) => db.One<PhoneSignIn>(
        $"select {Columns} from phone_sign_ins where id = @id and org_id = @OrgId and works_until > @now",
        new { id = Secrets.Hash(id), OrgId = org.Id, now = clock.Now }, ct);

    /// <summary>For the phone that has seen the picture; null: there is nothing to answer.</summary>
    public Task<PhoneSignIn?> Asked(Org org, string code, CancellationToken ct) => db.One<PhoneSignIn>(
        $"select {Columns} from phone_sign_ins where code_hash = @code and org_id = @OrgId and state = 'WAITING' and works_until > @now",
        new { code = Secrets.Hash(code), OrgId = org.Id, now = clock.Now }, ct);

    /// <summary>False: the number is another, or it was answered before. Either way it is over.</summary>
    public async Task<bool> TryApprove(PhoneSignIn asked, string number, User user, Session session, CancellationToken ct)
    {
        if (!Secrets.Same(number, asked.Number))
        {
            await TryRefuse(asked, ct);
            return false;
        }
        return await db.Changed("""
            update phone_sign_ins set state = 'APPROVED', user_id = @UserId, era = @Era, amr = @amr, proven_at = @AuthenticatedAt, idp_id = @IdpId
            where id = @Id and state = 'WAITING' and works_until > @now
            """, new { asked.Id, UserId = user.Id, user.Era, amr = Carried(session.Amr), session.AuthenticatedAt, session.IdpId, now = clock.Now }, ct);
    }

    public Task<bool> TryRefuse(PhoneSignIn asked, CancellationToken ct) =>
        db.Changed("update phone_sign_ins set state = 'REFUSED' where id = @Id and state = 'WAITING'", new { asked.Id }, ct);

    /// <summary>Of any number of racing uses one wins.</summary>
    public Task<bool> TryUse(Writing writing, PhoneSignIn approved) => writing.Changed(
        "update phone_sign_ins set state = 'USED' where id = @Id and state = 'APPROVED' and works_until > @now", new { approved.Id, now = clock.Now });

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from phone_sign_ins where id in (select id from phone_sign_ins where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);

    /// <summary>
    /// A key answers the page it was asked by, and this is another: here it is no proof against a page that only looks like ours. That it came by another
    /// channel is said (RFC 8176 §2, mca): nothing that a mailbox would do is done by it alone.
    /// </summary>
    internal static string Carried(string amr) =>
        string.Join(' ', Shown.Told(amr).Where(method => method is not (Assurance.HardwareKey or Assurance.SoftwareKey))
            .Append(Assurance.Mailbox).Distinct());
}
