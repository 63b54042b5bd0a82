using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>The questions of their own that people are asked who recover their account by mail, at every door that does. Decision 0057.</summary>
internal sealed class AskedQuestions(Database db, SystemLog log, PasswordHashing hashing, IPasswordRulebook rulebook, TimeProvider clock)
{
    /// <summary>Wrong ones, in <see cref="Window"/>, of whoever has shown that they read the person's mail.</summary>
    public const int MostTries = 5;
    public static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <summary>What somebody is asked who recovers their account by mail; null: nothing.</summary>
    public async ValueTask<string?> AskedOf(User user, CancellationToken ct) =>
        user.RecoveryQuestion is { } question && (await rulebook.Of(user, ct)).AsksQuestion ? question : null;

    /// <summary>
    /// Whether they know the answer. A try is counted before it is looked at, so that parallel guesses share what there is, and by person, so that no other
    /// door has more; a lock makes no difference, for one may be what they want to end.
    /// </summary>
    public async Task<bool> IsRight(HttpContext http, User user, string typed)
    {
        var (ct, now) = (http.RequestAborted, clock.Now);
        var right = await db.Changed("""
            insert into recovery_tries (user_id, attempts, expires_at) values (@Id, 1, @expires)
            on conflict (user_id) do update set
                attempts = case when recovery_tries.expires_at <= @now then 1 else recovery_tries.attempts + 1 end,
                expires_at = case when recovery_tries.expires_at <= @now then @expires else recovery_tries.expires_at end
            where recovery_tries.attempts < @most or recovery_tries.expires_at <= @now
            """, new { user.Id, now, expires = now + Window, most = MostTries }, ct)
            && await hashing.VerifyHash(await AnswerHashOf(db, user, ct), RecoveryQuestion.Settled(typed), ct) != PasswordVerdict.Wrong;
        if (right) await db.Change("delete from recovery_tries where user_id = @Id", new { user.Id }, ct);
        else await log.Record(http.Org, http, Wrong.By(user.Party, user.Party));
        return right;
    }

    private static readonly LogEntry Wrong =
        AdminEvents.RecoveryRequested with { Outcome = "FAILURE", Reason = "wrong answer", Severity = "WARN" };

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from recovery_tries where user_id in (select user_id from recovery_tries where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);

    public static Task<string?> AnswerHashOf(Database db, User user, CancellationToken ct) =>
        db.One<string>("select recovery_answer_hash from users where id = @Id", new { user.Id }, ct);
}
