using System.Security.Cryptography;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// Codes that somebody has on paper for when the phone is gone: ten of fifty bits, each of which takes the place of a second factor once. Only whoever
/// has another factor needs them, and they are asked for nowhere unasked. Wrong ones count as any wrong code does. Threats rows 6 and 7.
/// </summary>
internal sealed class RecoveryCodes(Database db, Users users, MasterKey master, Belonging belonging, TimeProvider clock)
{
    public const int Count = 10;

    /// <summary>As the log and amr know them: something that was written down beforehand. RFC 8176 §2.</summary>
    public static readonly Evidence Proves = new("recovery_code", ["otp"]) { Possession = true };

    /// <summary>Without letters and figures that are taken for one another.</summary>
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int Half = 5;

    /// <summary>New ones, shown this once. Those from before are worth nothing.</summary>
    public async Task<IReadOnlyList<string>> Make(Writing writing, User user)
    {
        await Forget(writing, user);
        var codes = new HashSet<string>();
        while (codes.Count < Count) codes.Add(RandomNumberGenerator.GetString(Alphabet, 2 * Half));
        foreach (var code in codes)
            await writing.Change("insert into recovery_codes (user_id, mac, created_at) values (@Id, @mac, @now)",
                new { user.Id, mac = Mac(user, code), now = clock.Now });
        return [.. codes.Select(code => $"{code[..Half]}-{code[Half..]}")];
    }

    /// <summary>How many are left.</summary>
    public async Task<int> Left(User user, CancellationToken ct) =>
        (int)await db.One<long>("select count(*) from recovery_codes where user_id = @Id and used_at is null", new { user.Id }, ct);

    /// <summary>Whether those that they have are as new as that.</summary>
    public async Task<bool> AnyMadeSince(User user, DateTimeOffset since, CancellationToken ct) =>
        await db.One<long>("select count(*) from recovery_codes where user_id = @Id and created_at > @since", new { user.Id, since }, ct) > 0;

    /// <summary>Looks at one, and spends nothing yet. It is counted before it is looked at, so that parallel guesses share the limit.</summary>
    public async Task<CodeOutcome> Check(Doing doing, User user, string typed)
    {
        var ct = doing.Aborted;
        if (!await users.TryCode(doing, user)) return new CodeOutcome.Refused("too many wrong codes", NoMoreTries: true);
        var mac = Mac(user, Plain(typed));
        if (await db.One<string>("select mac from recovery_codes where user_id = @Id and mac = @mac and used_at is null", new { user.Id, mac }, ct) is null)
        {
            await belonging.RequireKey(ct);
            var locked = await users.RecordWrongCode(doing, user);
            return new CodeOutcome.Refused(locked ? "wrong recovery code, account locked" : "wrong recovery code", NoMoreTries: locked);
        }
        return new CodeOutcome.Right(Proves, async writing => await writing.Changed(
            "update recovery_codes set used_at = @now where user_id = @Id and mac = @mac and used_at is null", new { user.Id, mac, now = clock.Now })
            && await users.RecordRightCode(writing, user));
    }

    /// <summary>It was right, and used a moment before: no guess.</summary>
    public Task Overtaken(User user, CancellationToken ct) => users.ForgetCode(user, ct);

    public static Task Forget(Writing writing, User user) => writing.Change("delete from recovery_codes where user_id = @Id", new { user.Id });

    private string Mac(User user, string code) => MailedCodes.Mac(master, $"recovery {user.Id}", code);

    private static string Plain(string typed) => typed.Length > 40 ? "" : string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
