using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Settings;

/// <summary>A policy that is made, or changed.</summary>
public sealed record PolicyFormPage : ConsolePage<PolicyFormView>
{
    public required string Type { get; init; }
    /// <summary>Null: a new one.</summary>
    public required (string Id, string Name)? Policy { get; init; }
    /// <summary>Every org has it: its settings alone are anybody's to change.</summary>
    public required bool System { get; init; }
    public required FormState Form { get; init; }
}
