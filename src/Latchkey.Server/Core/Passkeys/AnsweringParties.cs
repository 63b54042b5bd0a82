using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>Whose answers count for an org: those of its own pages, of the sites it says are related, and of its own programs on Android.</summary>
internal sealed class AnsweringParties(AssociationsOfOrgs associations)
{
    public async ValueTask<RelyingParty> Of(Org org, CancellationToken ct)
    {
        var (party, others) = (RelyingParties.Of(org), await associations.Of(org.Id, ct));
        return party with { Origins = party.Origins.Concat(others.RelatedOrigins).Concat(others.ProgramOrigins).ToHashSet(StringComparer.Ordinal) };
    }
}
