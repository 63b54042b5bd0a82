using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Mail;

namespace Latchkey.Server.Core.Notices;

/// <summary>Mail that was given up, in the log of the org it came from. Contract §3.6.</summary>
internal sealed class UndeliveredMail(OrgDirectory orgs, SystemLog log) : IUndeliveredMail
{
    public async Task Tell(string orgId, string recipient, string problem, CancellationToken ct)
    {
        if (await orgs.Find(orgId, ct) is not { } org) return;
        await log.Record(org, null, new("system.email.delivery", "Mail could not be delivered")
        {
            Actor = LogParty.Server, Targets = [new(recipient, "Email", recipient, null)], Outcome = "FAILURE", Reason = problem, Severity = "WARN",
        });
    }
}
