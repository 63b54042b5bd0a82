using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>Passwords that people had before, by their hashes, and only as many as their policy remembers. Contract §3.9, <c>historyCount</c>.</summary>
internal sealed class PasswordHistory(Database db, PasswordHashing hashing, TimeProvider clock)
{
    /// <summary>It is the one they have, or one of those that are remembered.</summary>
    /// <param name="user">Who would choose it.</param>
    /// <param name="chosen">What.</param>
    /// <param name="count">How many are remembered.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<bool> Has(User user, string chosen, int count, CancellationToken ct)
    {
        if (count == 0) return false;
        var earlier = await db.Many<string>(
            "select password_hash from password_history where user_id = @Id order by replaced_at desc, id limit @count", new { user.Id, count }, ct);
        foreach (var hash in earlier.Prepend(user.PasswordHash))
            if (hash is not null && await hashing.Verify(user with { PasswordHash = hash }, chosen, ct) != PasswordVerdict.Wrong) return true;
        return false;
    }

    /// <summary>The one they have is about to be replaced. What their policy does not remember any more is forgotten.</summary>
    public async Task Keep(Writing writing, User user, int count)
    {
        if (count > 0)
        {
            await writing.Change("""
                insert into password_history (id, user_id, password_hash, replaced_at)
                select @id, id, password_hash, @now from users where id = @userId and password_hash is not null
                """, new { id = Secrets.New(), userId = user.Id, now = clock.Now });
        }
        await writing.Change("""
            delete from password_history where user_id = @Id
                and id not in (select id from password_history where user_id = @Id order by replaced_at desc, id limit @count)
            """, new { user.Id, count });
    }
}
