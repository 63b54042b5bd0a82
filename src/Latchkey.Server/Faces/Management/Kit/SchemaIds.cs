using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>What the one type of people of an org, and their schema, are known by.</summary>
internal static class SchemaIds
{
    /// <summary>Instead of an id, in an address.</summary>
    public const string Default = "default";

    public static string UserType(Org org) => "oty" + org.Id[3..];

    public static string UserSchema(Org org) => "osc" + org.Id[3..];
}
