using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Membership;

/// <summary>Contract §3.3. Everyone (BUILT_IN) has no member rows: whoever is in the org is in it.</summary>
public sealed record Group
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Type { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    /// <summary>What it has in the attributes that an administrator added, as JSON.</summary>
    public string Profile { get; init; } = "{}";
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required DateTimeOffset MembersChangedAt { get; init; }

    /// <summary>What a sorted list goes on after.</summary>
    public string SortedBy { get; init; } = "";

    /// <inheritdoc cref="Profile"/>
    public JsonObject Attributes => (JsonObject)JsonNode.Parse(Profile)!;

    public bool IsEveryone => Type == "BUILT_IN" && Name == "Everyone";
}
