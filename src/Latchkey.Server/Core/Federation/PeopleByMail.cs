using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>Whose mail address it is.</summary>
internal sealed class PeopleByMail(Database db)
{
    /// <summary>Null where nobody has it, or several do: then it says nothing of who somebody is.</summary>
    public async Task<User?> FindOnly(string orgId, string email, CancellationToken ct)
    {
        var sharing = await db.Many<UserRow>($"select {UserRow.Columns} from users where org_id = @orgId and email_key = @key limit 2",
            new { orgId, key = Identifiers.Canonical(email) }, ct);
        return sharing.Count == 1 ? sharing[0].ToUser() : null;
    }
}
