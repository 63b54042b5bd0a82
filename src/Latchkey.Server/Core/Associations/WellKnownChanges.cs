using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Associations;

/// <summary>Changes what an org adds to the files: each is one commit with its line in the log. Contract §3.8.</summary>
internal sealed class WellKnownChanges(LoggedWrites writes, AssociationsOfOrgs associations)
{
    public Task Replace(Doing doing, string brand, WellKnownDraft draft) => writes.Write(doing, AdminEvents.WellKnownUpdated,
        writing => associations.Save(writing, doing.Org.Id, brand, draft), new LogParty(draft.Name, "WellKnownURI", null, draft.Name));
}
