using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Permissions;

/// <summary>A scope that is made, or changed.</summary>
public sealed record ScopePage : ConsolePage<ScopeView>
{
    public required AuthorizationServer Server { get; init; }
    /// <summary>Null: a new one.</summary>
    public required ScopeDefinition? Scope { get; init; }
    public required FormState Form { get; init; }
}
