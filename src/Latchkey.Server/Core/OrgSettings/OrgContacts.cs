using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.OrgSettings;

/// <summary>Whom to turn to about an org. Contract §3.10, contacts.</summary>
internal sealed class OrgContacts(Database db, LoggedWrites writes)
{
    public static readonly IReadOnlyList<string> Types = ["BILLING", "TECHNICAL"];

    /// <summary>Null: nobody yet.</summary>
    public Task<string?> Find(string orgId, string type, CancellationToken ct) =>
        db.One<string>("select user_id from org_contacts where org_id = @orgId and type = @type", new { orgId, type }, ct);

    /// <summary>The same for who was shown who it is: false where it is somebody else by now.</summary>
    /// <param name="doing">Who does it, and where.</param>
    /// <param name="type">One of <see cref="Types"/>.</param>
    /// <param name="user">Whom to turn to.</param>
    /// <param name="was">Who it was; null: nobody.</param>
    public Task<bool> Replace(Doing doing, string type, User user, string? was) => writes.Write(doing, AdminEvents.OrgSettingsChanged,
        writing => writing.Changed("""
        insert into org_contacts (org_id, type, user_id) values (@orgId, @type, @userId)
        on conflict (org_id, type) do update set user_id = excluded.user_id where org_contacts.user_id = @was
        """, new { orgId = doing.Org.Id, type, userId = user.Id, was }), user.Party);

    public Task Set(Doing doing, string type, User user) => writes.Write(doing, AdminEvents.OrgSettingsChanged, writing => writing.Changed("""
        insert into org_contacts (org_id, type, user_id) values (@orgId, @type, @userId)
        on conflict (org_id, type) do update set user_id = excluded.user_id
        """, new { orgId = doing.Org.Id, type, userId = user.Id }), user.Party);
}
