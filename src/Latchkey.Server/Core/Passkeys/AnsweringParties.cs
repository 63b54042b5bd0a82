using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>
/// Whose answers count for an org: those of its own pages, of the sites it says are related, and of its own programs on Android.
/// </summary>
internal sealed class AnsweringParties(AssociationsOfOrgs associations, ServerSettings settings)
{
    public async ValueTask<RelyingParty> Of(Org org, CancellationToken ct)
    {
        var (party, others) = (RelyingParties.Of(org), await associations.Of(org, ct));
        string[] pages = settings.ScriptedPages ? [PagesHost.OriginOf(org)] : [];
        return party with
        {
            Origins = new HashSet<string>([.. party.Origins, .. others.RelatedOrigins, .. others.ProgramOrigins, .. pages], StringComparer.Ordinal),
        };
    }
}
