using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// Checks an answer of a second factor, whatever its kind. Each answer counts once, and wrong ones of a kind that can be guessed count towards
/// the lock of the account. Threats rows 6 and 7.
/// </summary>
internal sealed class SecondFactor(Database db, Users users, Factors factors, AuthenticatorKinds kinds, TimeProvider clock)
{
    /// <param name="doing">Who gives it, and where.</param>
    /// <param name="user">Whose answer it should be.</param>
    /// <param name="type">Which kind it should prove; one the person does not have is refused like a wrong answer.</param>
    /// <param name="answer">What was typed, or what a device said.</param>
    public async Task<CodeOutcome> Check(Doing doing, User user, string type, FactorAnswer answer)
    {
        var (org, ct) = (doing.Org, doing.Aborted);
        var could = await kinds.ProvableBy(user, ct);
        if (!could.Includes(type)) return NotEnrolled;
        var mine = await factors.Active(user, type, ct);
        // Who has set nothing up has the mailbox all the same.
        return could.Enrolled && mine.Count == 0 ? NotEnrolled : await Verify(doing, user, kinds.Of(type), kind => kind.Verify(org, user, mine, answer, ct));
    }

    /// <summary>The same for one of those that they have set up.</summary>
    public async Task<CodeOutcome> Check(Doing doing, User user, Factor factor, FactorAnswer answer) =>
        (await kinds.ProvableBy(user, doing.Aborted)).Includes(factor.Type)
            ? await Verify(doing, user, kinds.Of(factor), kind => kind.Verify(doing.Org, user, [factor], answer, doing.Aborted)) : NotEnrolled;

    /// <summary>The first answer of one that is about to be enrolled; it is spent with its row.</summary>
    public Task<CodeOutcome> CheckFirst(Doing doing, User user, Factor factor, FactorAnswer answer) =>
        Verify(doing, user, kinds.Of(factor), kind => kind.VerifyFirst(doing.Org, user, factor, answer, doing.Aborted));

    /// <summary>Uses the answer up together with <paramref name="and"/>; what the outcome is after that.</summary>
    public async Task<CodeOutcome> Commit(User user, CodeOutcome outcome, Func<Writing, Task<bool>> and, CancellationToken ct)
    {
        if (outcome is not CodeOutcome.Right right) return outcome;
        return await db.Write(async writing => await right.Spend(writing) && await and(writing), ct) ? outcome
            : await Overtaken(user, right.Proves.Type, ct);
    }

    /// <summary>It was right, but used before, or the account changed meanwhile. No guess, so it does not count as one.</summary>
    public async Task<CodeOutcome> Overtaken(User user, string type, CancellationToken ct)
    {
        if (kinds.Of(type).IsGuessable) await users.ForgetCode(user, ct);
        return new CodeOutcome.Refused("used before, or the account changed meanwhile");
    }

    private async Task<CodeOutcome> Verify(Doing doing, User user, AuthenticatorKind kind, Func<AuthenticatorKind, Task<CodeOutcome>> look)
    {
        if (!kind.IsGuessable) return Signed(user, await look(kind));
        if (!await users.TryCode(doing, user)) return new CodeOutcome.Refused("too many wrong codes", NoMoreTries: true);
        CodeOutcome outcome;
        try
        {
            outcome = await look(kind);
        }
        catch (Exception ours) when (ours is BelongingException or InvalidOperationException)
        {
            // What does not open with this key is no wrong answer of theirs.
            await users.ForgetCode(user, doing.Aborted);
            throw;
        }
        return outcome switch
        {
            CodeOutcome.Right right => right with { Spend = async writing => await right.Spend(writing) && await users.RecordRightCode(writing, user) },
            CodeOutcome.Refused refused => await Wrong(doing, user, refused.Reason),
            _ => outcome,
        };
    }

    /// <summary>A wrong one is no guess and counts towards no lock; a lock shuts this door as well.</summary>
    private CodeOutcome Signed(User user, CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Right when user.StatusAt(clock.Now) == UserStatus.LockedOut => new CodeOutcome.Refused("the account is locked", NoMoreTries: true),
        CodeOutcome.Right right => right with { Spend = async writing => await right.Spend(writing) && await users.RecordSignature(writing, user) },
        _ => outcome,
    };

    private async Task<CodeOutcome> Wrong(Doing doing, User user, string reason)
    {
        var locked = await users.RecordWrongCode(doing, user);
        return new CodeOutcome.Refused(locked ? $"{reason}, account locked" : reason, NoMoreTries: locked);
    }

    private static readonly CodeOutcome NotEnrolled = new CodeOutcome.Refused("not enrolled");

    /// <summary>People type the gap that apps show between the halves, and keyboards have digits of their own script.</summary>
    public static string Digits(string typed) => typed.Length > 40 ? ""
        : string.Concat(typed.Where(char.IsDigit).Select(digit => (char)('0' + (int)char.GetNumericValue(digit))));
}
