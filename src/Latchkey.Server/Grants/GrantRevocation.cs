using Latchkey.Server.Storage;

namespace Latchkey.Server.Grants;

/// <summary>Ends one grant: its refresh family, if it has one, and every access token that came of it. RFC 7009 §2.1, RFC 6749 §4.1.2.</summary>
public sealed class GrantRevocation(Database db, RefreshFamilies families, Revocations revocations)
{
    public Task Revoke(string orgId, string grantId, string because, CancellationToken ct) => db.Write(async w =>
    {
        await families.Revoke(w, grantId, because);
        await revocations.Add(w, orgId, Revocations.Grant(grantId));
    }, ct);
}
