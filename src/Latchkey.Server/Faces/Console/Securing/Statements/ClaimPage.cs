using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Statements;

/// <summary>A claim that is made, or changed, with what it would say of somebody.</summary>
public sealed record ClaimPage : ConsolePage<ClaimView>
{
    public required AuthorizationServer Server { get; init; }
    /// <summary>Null: a new one.</summary>
    public required ClaimDefinition? Claim { get; init; }
    public required FormState Form { get; init; }
    /// <summary>As JSON; null: nobody asked.</summary>
    public string? Checked { get; init; }
}
