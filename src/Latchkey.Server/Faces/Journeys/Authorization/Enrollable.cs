using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>What somebody may set up where a sign-in wants something set up.</summary>
internal static class Enrollable
{
    /// <summary>Nobody asked for it, and it may be left for later: unlike what the app has sent them for.</summary>
    public static bool IsOffered(AuthorizeRequest request, SignOnDecision decision) =>
        decision.Step != AssuranceStep.Enroll && decision.Offering.Count > 0 && !request.PromptEnroll;

    /// <summary>What the app asked for, or everything, as far as the policies let people set it up; where one is missing, only what would do.</summary>
    public static IReadOnlyList<AuthenticatorKind> Of(AuthenticatorKinds kinds, Org org, AuthorizeRequest request, SignOnDecision decision)
    {
        var asked = EnrollAmr.Types(request.EnrollAmrValues);
        bool Serves(string type) => decision.Step == AssuranceStep.Enroll ? decision.Enrolling.Contains(type)
            : IsOffered(request, decision) ? decision.Offering.Contains(type) : decision.MayEnroll(type);
        return [.. kinds.All.Where(kind => asked.Contains(kind.Type) && kind.WorksAt(org) && Serves(kind.Type))];
    }
}
