using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.General;

/// <summary>What an org says of itself, and whom to turn to about it.</summary>
public sealed record GeneralPage : ConsolePage<GeneralView>
{
    public required Org Org { get; init; }
    public required FormState Form { get; init; }
    /// <summary>By type of contact: a login.</summary>
    public required FormState Contacts { get; init; }
}
