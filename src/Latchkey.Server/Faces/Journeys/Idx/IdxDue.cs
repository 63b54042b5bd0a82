using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.SignOn;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>The step that is due.</summary>
/// <param name="Step">Which.</param>
/// <param name="Decision">What the policies say, where somebody is known.</param>
/// <param name="Factor">The one that is being set up.</param>
internal sealed record IdxDue(IdxStep Step, SignOnDecision? Decision = null, Factor? Factor = null)
{
    /// <summary>The second factors that would count.</summary>
    public Provable Could => Decision?.Counting ?? Provable.Nothing;

    /// <summary>Nothing insists on it.</summary>
    public bool MaySkip => Step == IdxStep.PasswordSoon || (Step is IdxStep.ChooseNew or IdxStep.AnswerNew && Decision!.Step != AssuranceStep.Enroll);
}
