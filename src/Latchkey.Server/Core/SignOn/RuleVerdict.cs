using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>What a simulation says of one rule.</summary>
internal sealed record RuleVerdict(OrgRule Rule, Verdict Verdict, IReadOnlyList<(string Name, Verdict Verdict)> Conditions);
