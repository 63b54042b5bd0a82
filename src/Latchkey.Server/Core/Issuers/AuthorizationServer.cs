using System.Collections.Frozen;

namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// An authorization server of an org: its own (id "", fixed scopes, contract §1.2) or a custom one ("default" or aus…),
/// with everything a token request needs to know of it, read once and cached.
/// </summary>
public sealed record AuthorizationServer
{
    /// <summary>Empty for the org's own server.</summary>
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    /// <summary>The exact issuer string, without a trailing slash.</summary>
    public required string Issuer { get; init; }
    /// <summary>Where its endpoints live: <c>{issuer}/v1</c>, or <c>{org}/oauth2/v1</c> for the org's own server.</summary>
    public required string Endpoints { get; init; }
    public required string Audience { get; init; }
    public string IssuerMode { get; init; } = "DYNAMIC";
    public bool Active { get; init; } = true;
    /// <summary>RS256 or ES256.</summary>
    public required string SigningAlgorithm { get; init; }
    /// <summary>AUTO or MANUAL.</summary>
    public string RotationMode { get; init; } = "AUTO";
    public required IReadOnlyDictionary<string, ScopeDefinition> Scopes { get; init; }
    public required IReadOnlyList<ClaimDefinition> Claims { get; init; }
    /// <summary>The active ones of <see cref="Claims"/>, ready to be computed.</summary>
    internal ClaimSet TokenClaims { get; init; } = ClaimSet.None;
    /// <summary>Active ones, by priority, each with its active rules by priority. Empty on the org's own server, which allows all.</summary>
    public required IReadOnlyList<AccessPolicy> Policies { get; init; }
    /// <summary>Ids of the others of the org whose tokens it takes in exchange (contract §2.2).</summary>
    public IReadOnlySet<string> Trusted { get; init; } = FrozenSet<string>.Empty;
    /// <summary>The groups that its rules name: whether a person is in another one makes no difference here.</summary>
    public IReadOnlySet<string> PolicyGroups { get; init; } = FrozenSet<string>.Empty;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The org's own server, whose access tokens are for Latchkey itself.</summary>
    public bool IsOrgServer => Id.Length == 0;
}
