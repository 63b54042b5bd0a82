using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Idx;

/// <summary>
/// Codes that are mailed to whoever somebody says they are. A code is for one sign-in, one person and one password of theirs; it is tried five times,
/// within ten minutes, and mails for one name are few (<see cref="AccountRecovery"/>). It opens an account by itself, so it is longer than one that a
/// password comes with. For a name that nobody has the same is written, and no code is right. Threats rows 7 and 20.
/// </summary>
internal sealed class IdxCodes(Database db, AccountRecovery recovery, Users users, MasterKey master, Belonging belonging, TimeProvider clock)
{
    public const int Digits = 8;
    public const int MostAttempts = 5;

    /// <summary>Mails one to whoever the transaction says it is about, after which the one before it is worthless.</summary>
    public Task Send(HttpContext http, IdxTransaction transaction, MailLinkWish wish)
    {
        var (code, until) = (Secrets.Digits(Digits), clock.Now + MailedCodes.Lifetime);
        // Where none goes out, one that was mailed before still counts.
        return recovery.SendCode(http, transaction.Identifier!, PurposeOf(transaction), code, until, wish, (w, user) => w.Change("""
            update idx_transactions set code_user = coalesce(@user, code_user), code_mac = coalesce(@mac, code_mac),
                code_until = case when @user is null and code_mac is not null then code_until else @until end,
                code_attempts = case when @user is null then code_attempts else 0 end
            where hash = @Hash
            """, new { transaction.Hash, user = user?.Id, mac = user is null ? null : Mac(transaction, user, code), until }));
    }

    /// <summary>
    /// Whose code it is; null: it is not the one, or no longer. A try is counted before it is looked at, so that parallel guesses share the five.
    /// </summary>
    public async Task<User?> Try(IdxTransaction transaction, string typed, CancellationToken ct)
    {
        if (!await db.Changed(
            "update idx_transactions set code_attempts = code_attempts + 1 where hash = @Hash and code_attempts < @most and code_until > @now",
            new { transaction.Hash, most = MostAttempts, now = clock.Now }, ct)) return null;
        if (await db.One<IdxTransaction>($"select {IdxTransaction.Columns} from idx_transactions where hash = @Hash", new { transaction.Hash }, ct)
            is { CodeUser: { } id, CodeMac: { } mac } && await users.Read(transaction.OrgId, id, ct) is { } user
            && Secrets.Same(mac, Mac(transaction, user, SecondFactor.Digits(typed)))) return user;
        await belonging.RequireKey(ct);
        return null;
    }

    /// <summary>Uses it up, in the commit of what it is for. Of any number of racing uses one wins.</summary>
    public Task<bool> TrySpend(Writing w, IdxTransaction transaction) => w.Changed(
        "update idx_transactions set code_user = null, code_mac = null, code_until = 0 where hash = @Hash and code_mac is not null and code_until > @now",
        new { transaction.Hash, now = clock.Now });

    /// <summary>It is worth nothing any more: the link beside it has been used.</summary>
    public Task Void(Writing w, IdxTransaction transaction) => w.Change(
        "update idx_transactions set code_user = null, code_mac = null, code_until = 0 where hash = @Hash", new { transaction.Hash });

    private static MailedCodeFor PurposeOf(IdxTransaction transaction) => transaction.Intent switch
    {
        IdxIntent.Unlock => MailedCodeFor.Unlock,
        IdxIntent.Recover => MailedCodeFor.Password,
        _ => MailedCodeFor.SignIn,
    };

    private string Mac(IdxTransaction transaction, User user, string code) =>
        MailedCodes.Mac(master, $"{transaction.Hash} {transaction.Intent} {user.Id} {user.Era} {Identifiers.Canonical(user.Email)}", code);
}
