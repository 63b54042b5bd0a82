using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// Checks an answer of a second factor, whatever its kind. Each answer counts once, and wrong ones count towards the lock of
/// the account. Threats rows 6 and 7.
/// </summary>
public sealed class SecondFactor(Database db, Users users, Factors factors, AuthenticatorKinds kinds)
{
    /// <param name="user">Whose answer it should be.</param>
    /// <param name="type">Which kind it should prove; one the person does not have is refused like a wrong answer.</param>
    /// <param name="typed">What was typed, spaces and all.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<CodeOutcome> Check(User user, string type, string typed, CancellationToken ct)
    {
        var could = await kinds.ProvableBy(user, ct);
        if (!could.Includes(type)) return NotEnrolled;
        var mine = await factors.Active(user, type, ct);
        // Who has set nothing up has the mailbox all the same.
        return could.Enrolled && mine.Count == 0 ? NotEnrolled : await Verify(user, type, mine, typed, ct);
    }

    /// <summary>The same for one of those that they have set up.</summary>
    public async Task<CodeOutcome> Check(User user, Factor factor, string typed, CancellationToken ct) =>
        (await kinds.ProvableBy(user, ct)).Includes(factor.Type) ? await Verify(user, factor.Type, [factor], typed, ct) : NotEnrolled;

    /// <summary>The first answer of one that is about to be enrolled; it is spent with its row.</summary>
    public Task<CodeOutcome> CheckFirst(User user, Factor factor, string typed, CancellationToken ct) => Verify(user, factor.Type, [factor], typed, ct);

    /// <summary>Uses the answer up together with <paramref name="and"/>; what the outcome is after that.</summary>
    public async Task<CodeOutcome> Commit(User user, CodeOutcome outcome, Func<Writing, Task<bool>> and, CancellationToken ct)
    {
        if (outcome is not CodeOutcome.Right right) return outcome;
        return await db.Write(async writing => await right.Spend(writing) && await and(writing), ct) ? outcome : await Overtaken(user, ct);
    }

    /// <summary>It was right, but used before, or the account changed meanwhile. No guess, so it does not count as one.</summary>
    public async Task<CodeOutcome> Overtaken(User user, CancellationToken ct)
    {
        await users.ForgetCode(user, ct);
        return new CodeOutcome.Refused("used before, or the account changed meanwhile");
    }

    private async Task<CodeOutcome> Verify(User user, string type, IReadOnlyList<Factor> mine, string typed, CancellationToken ct)
    {
        if (!await users.TryCode(user, ct)) return new CodeOutcome.Refused("too many wrong codes", NoMoreTries: true);
        CodeOutcome outcome;
        try
        {
            outcome = await kinds.Of(type).Verify(user, mine, typed, ct);
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
