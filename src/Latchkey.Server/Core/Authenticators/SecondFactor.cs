using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// Checks a code of a second factor. Each code counts once, and wrong ones count towards the lock of the account.
/// Threats rows 6 and 7.
/// </summary>
public sealed class SecondFactor(Database db, Users users, Factors factors, MailedCodes mailed, TimeProvider clock)
{
    /// <param name="user">Whose code it should be.</param>
    /// <param name="type">Which factor it should prove; one the person does not have is refused like a wrong code.</param>
    /// <param name="typed">What was typed, spaces and all.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<CodeOutcome> Check(User user, string type, string typed, CancellationToken ct)
    {
        if (!(await factors.ProvableBy(user, ct)).Includes(type)) return new CodeOutcome.Refused("not enrolled");
        return type == FactorType.Totp ? await OfApp(user, (await factors.Find(user, type, ct))!, typed, ct) : await OfMailbox(user, typed, ct);
    }

    /// <summary>A code of an app that is enrolled, or about to be: then the code itself is spent with its first row.</summary>
    public async Task<CodeOutcome> OfApp(User user, Factor factor, string typed, CancellationToken ct)
    {
        // Opened before the try is counted: what does not open is no wrong code of theirs.
        var secret = factors.SecretOf(factor);
        if (!await users.TryCode(user, ct)) return new CodeOutcome.Refused("too many wrong codes", NoMoreTries: true);
        if (Totp.Match(secret, Digits(typed), clock.Now) is not { } step) return await Wrong(user, "wrong code", ct);
        return new CodeOutcome.Right(FactorType.Totp, async writing => await factors.TrySpend(writing, factor, step) && await users.RecordRightCode(writing, user));
    }

    /// <summary>A code that was mailed.</summary>
    public async Task<CodeOutcome> OfMailbox(User user, string typed, CancellationToken ct)
    {
        if (!await users.TryCode(user, ct)) return new CodeOutcome.Refused("too many wrong codes", NoMoreTries: true);
        bool? right;
        try
        {
            right = await mailed.Try(user, Digits(typed), ct);
        }
        catch (BelongingException)
        {
            await users.ForgetCode(user, ct);
            throw;
        }
        return right switch
        {
            true => new CodeOutcome.Right(FactorType.Email, async writing => await mailed.TrySpend(writing, user, Digits(typed)) && await users.RecordRightCode(writing, user)),
            false => await Wrong(user, "wrong code", ct),
            null => await Wrong(user, "no mailed code is valid", ct),
        };
    }

    /// <summary>Uses the code up together with <paramref name="and"/>; what the outcome is after that.</summary>
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

    private async Task<CodeOutcome> Wrong(User user, string reason, CancellationToken ct)
    {
        var locked = await users.RecordWrongCode(user, ct);
        return new CodeOutcome.Refused(locked ? $"{reason}, account locked" : reason, locked, NoMoreTries: locked);
    }

    /// <summary>People type the gap that apps show between the halves, and keyboards have digits of their own script.</summary>
    public static string Digits(string typed) => typed.Length > 40 ? "" : string.Concat(typed.Where(char.IsDigit).Select(digit => (char)('0' + (int)char.GetNumericValue(digit))));
}
