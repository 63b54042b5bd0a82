using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>An access policy that is made, or changed, without its rules.</summary>
public sealed record AccessPolicyPage : ConsolePage<AccessPolicyView>
{
    public required AuthorizationServer Server { get; init; }
    /// <summary>Null: a new one.</summary>
    public required AccessPolicy? Policy { get; init; }
    public required FormState Form { get; init; }
}
