using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

public sealed record ServerPoliciesPage : ConsolePage<ServerPoliciesView>
{
    public required AuthorizationServer Server { get; init; }
    /// <summary>All of them in their order, each with all its rules in theirs.</summary>
    public required IReadOnlyList<AccessPolicy> Policies { get; init; }
    /// <summary>What the ids of apps, people and groups in them are called.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }
}
