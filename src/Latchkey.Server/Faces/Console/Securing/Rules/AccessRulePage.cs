using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>A rule of an access policy that is made, or changed.</summary>
public sealed record AccessRulePage : ConsolePage<AccessRuleView>
{
    public required AuthorizationServer Server { get; init; }
    public required AccessPolicy Policy { get; init; }
    /// <summary>Null: a new one.</summary>
    public required AccessPolicyRule? Rule { get; init; }
    public required FormState Form { get; init; }
}
