using Latchkey.Server.Core.Orgs;
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
    /// <param name="org">Where it was given.</param>
    /// <param name="user">Whose answer it should be.</param>
    /// <param name="type">Which kind it should prove; one the person does not have is refused like a wrong answer.</param>
    /// <param name="answer">What was typed, or what a device said.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<CodeOutcome> Check(Org org, User user, string type, FactorAnswer answer, CancellationToken ct)
    {
        var could = await kinds.ProvableBy(user, ct);
        if (!could.Includes(type)) return NotEnrolled;
        var mine = await factors.Active(user, type, ct);
        // Who has set nothing up has the mailbox all the same.
        return could.Enrolled && mine.Count == 0 ? NotEnrolled : await Verify(user, kinds.Of(type), kind => kind.Verify(org, user, mine, answer, ct), ct);
    }

    /// <summary>The same for one of those that they have set up.</summary>
    public async Task<CodeOutcome> Check(Org org, User user, Factor factor, FactorAnswer answer, CancellationToken ct) =>
        (await kinds.ProvableBy(user, ct)).Includes(factor.Type)
            ? await Verify(user, kinds.Of(factor), kind => kind.Verify(org, user, [factor], answer, ct), ct) : NotEnrolled;

    /// <summary>The first answer of one that is about to be enrolled; it is spent with its row.</summary>
    public Task<CodeOutcome> CheckFirst(Org org, User user, Factor factor, FactorAnswer answer, CancellationToken ct) =>
        Verify(user, kinds.Of(factor), kind => kind.VerifyFirst(org, user, factor, answer, ct), ct);

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

    private async Task<CodeOutcome> Verify(User user, AuthenticatorKind kind, Func<AuthenticatorKind, Task<CodeOutcome>> look, CancellationToken ct)
    {
        if (!kind.IsGuessable) return Signed(user, await look(kind));
        if (!await users.TryCode(user, ct)) return new CodeOutcome.Refused("too many wrong codes", NoMoreTries: true);
        CodeOutcome outcome;
        try
        {
            outcome = await look(kind);
        }
        catch (Exception ours) when (ours is BelongingException or InvalidOperationException)
        {
            // What does not open with this key is no wrong answer of theirs.
            await users.ForgetCode(user, ct);
            throw;
        }
        return outcome switch
        {
            CodeOutcome.Right right => right with { Spend = async writing => await right.Spend(writing) && await users.RecordRightCode(writing, user) },
            CodeOutcome.Refused refused => await Wrong(user, refused.Reason, ct),
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

    private async Task<CodeOutcome> Wrong(User user, string reason, CancellationToken ct)
    {
        var locked = await users.RecordWrongCode(user, ct);
        return new CodeOutcome.Refused(locked ? $"{reason}, account locked" : reason, locked, NoMoreTries: locked);
    }

    private static readonly CodeOutcome NotEnrolled = new CodeOutcome.Refused("not enrolled");

    /// <summary>People type the gap that apps show between the halves, and keyboards have digits of their own script.</summary>
    public static string Digits(string typed) => typed.Length > 40 ? ""
        : string.Concat(typed.Where(char.IsDigit).Select(digit => (char)('0' + (int)char.GetNumericValue(digit))));
}
