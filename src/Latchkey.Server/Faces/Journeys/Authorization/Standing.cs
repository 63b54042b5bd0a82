using Latchkey.Server.Core.SignOn;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>How far somebody has come, and what the policies said of it.</summary>
/// <param name="Next">What they meet next.</param>
/// <param name="Question">What the policies were asked.</param>
/// <param name="Decision">What they answered.</param>
internal sealed record Standing(Interaction Next, SignOnQuestion Question, SignOnDecision Decision);
