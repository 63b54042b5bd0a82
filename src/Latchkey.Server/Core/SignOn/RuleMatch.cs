using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>The rule that decides, and whose it is.</summary>
internal sealed record RuleMatch(OrgPolicy Policy, OrgRule Rule)
{
    /// <summary>For a sentence.</summary>
    public string Named => $"The rule '{Rule.Name}' of the policy '{Policy.Name}'";
}
