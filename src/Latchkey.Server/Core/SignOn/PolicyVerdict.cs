using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>What a simulation says of one policy.</summary>
internal sealed record PolicyVerdict(OrgPolicy Policy, Verdict Verdict, IReadOnlyList<(string Name, Verdict Verdict)> Conditions,
    IReadOnlyList<RuleVerdict> Rules);
