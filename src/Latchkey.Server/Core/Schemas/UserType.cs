using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.Schemas;

/// <summary>What some of an org's people are: their profiles have the attributes of its schema. Contract §3.2, schemas.</summary>
internal sealed record UserType
{
    /// <summary>Instead of the id of the type that every org has, or of its schema, in an address.</summary>
    public const string Default = "default";

    /// <summary>What that one is called by programs, for good.</summary>
    public const string DefaultName = "user";

    private const string BySystem = "system";
    private const string SchemaPrefix = "osc";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string DisplayName { get; init; }
    public required string Description { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required string UpdatedBy { get; init; }

    public bool IsDefault => Id == DefaultIdOf(OrgId);
    public string SchemaId => SchemaIdOf(Id);

    /// <summary>Whose profiles its schema is of: <see cref="Schemas.SchemaOwner"/>.</summary>
    public string SchemaOwner => Schemas.SchemaOwner.OfType(OrgId, Id);
    public LogParty Party => new(Id, "UserType", null, Name);

    /// <summary>Every org has this one, and no row says so.</summary>
    public static string DefaultIdOf(string orgId) => string.Concat(Ground.Web.Ids.UserType, orgId.AsSpan(3));

    /// <summary>A type and its schema are known by each other.</summary>
    public static string SchemaIdOf(string typeId) => string.Concat(SchemaPrefix, typeId.AsSpan(3));

    public static UserType OfEvery(Org org) => new()
    {
        Id = DefaultIdOf(org.Id), OrgId = org.Id, Name = DefaultName, DisplayName = "User", Description = "What every person of the organization is",
        CreatedAt = org.CreatedAt, CreatedBy = BySystem, UpdatedAt = org.CreatedAt, UpdatedBy = BySystem,
    };
}
