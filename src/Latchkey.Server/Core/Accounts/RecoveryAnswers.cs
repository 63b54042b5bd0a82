using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// Recovery questions: set by whoever proves the password, answered instead of it. A wrong answer counts like a wrong password: this is no way around the
/// lock. Each change is one commit with its line in the log. Contract §3.2, recovery question.
/// </summary>
internal sealed class RecoveryAnswers(Database db, LoggedWrites writes, Users users, PasswordHashing hashing, PasswordChoice choice,
    Passwords passwords, AccountNotices notices, AccountLinks links, TimeProvider clock)
{
    /// <param name="doing">Who wants it.</param>
    /// <param name="user">Whose.</param>
    /// <param name="typed">Their password.</param>
    /// <param name="question">The new one.</param>
    /// <exception cref="StandingException">They are not active.</exception>
    /// <exception cref="RuleException">The password is wrong.</exception>
    public async Task Change(Doing doing, User user, string typed, RecoveryQuestion question)
    {
        if (user.Status != UserStatus.Staged || user.PasswordHash is null) RequireActive(user);
        if (await hashing.Verify(user, typed, doing.Aborted) == PasswordVerdict.Wrong) throw await Wrong(doing, user, "password", "Password is not correct");
        await writes.Write(doing, AdminEvents.RecoveryQuestionChanged, writing => Users.SetRecovery(writing, user, question), user.Party);
    }

    /// <summary>A link to a new password; the old one stays until it is used.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="user">Whose.</param>
    /// <param name="mail">Whether the link is mailed, where mail can be sent.</param>
    /// <exception cref="StandingException">They are not active.</exception>
    public async Task<AccountLink> Forgotten(Doing doing, User user, bool mail)
    {
        RequireActive(user);
        var mailAs = await links.MailAs(doing.Org, mail, doing.Aborted);
        return (await writes.Write<AccountLink>(doing, AdminEvents.RecoveryRequested,
            async writing => await links.ResetPassword(writing, doing.Org, user, mailAs), _ => user.Party))!;
    }

    /// <summary>
    /// A new password for the right answer. Of two racing uses of one answer both may count; of answers, no more than passwords may be tried.
    /// </summary>
    /// <exception cref="StandingException">They are not active, or have no question.</exception>
    /// <exception cref="RuleException">The answer is wrong, or the password breaks a rule.</exception>
    public async Task Answer(Doing doing, User user, string answer, string chosen)
    {
        RequireActive(user);
        if (await AskedQuestions.AnswerHashOf(db, user, doing.Aborted) is not { } stored)
            throw new StandingException("This user has no recovery question.");
        if (await choice.Violation(doing.Org, user, chosen, doing.Aborted) is { } violation) throw new RuleException("password", violation);
        if (await hashing.VerifyHash(stored, RecoveryQuestion.Settled(answer), doing.Aborted) == PasswordVerdict.Wrong)
            throw await Wrong(doing, user, "answer", "The recovery question answer did not match our records.");
        var hash = await hashing.Hash(chosen, doing.Aborted);
        var tell = await notices.PasswordChanged(doing.Org, user, doing.Aborted);
        if (!await writes.Write(doing, AdminEvents.PasswordChanged, async writing =>
        {
            if (!await writing.Changed($"""
                update users set failed_attempts = 0 where id = @Id and recovery_answer_hash = @stored and (locked_at is null or {UserStatuses.LockOver})
                """, new { user.Id, stored, now = clock.Now })) return false;
            if (await passwords.Set(writing, user, hash) is null) return false;
            await tell(writing);
            return true;
        }, user.Party)) throw new StandingException("The user is locked, or the question was changed meanwhile.");
    }

    private void RequireActive(User user)
    {
        if (user.StatusAt(clock.Now) is not (UserStatus.Active or UserStatus.PasswordExpired or UserStatus.Recovery) || user.PasswordHash is null)
            throw new StandingException("Only an active user with a password recovers it.");
    }

    private async Task<RuleException> Wrong(Doing doing, User user, string field, string reason)
    {
        await users.RecordFailure(doing, user);
        return new(field, reason);
    }
}
