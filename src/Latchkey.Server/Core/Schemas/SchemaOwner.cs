using System.Collections.Frozen;

namespace Latchkey.Server.Core.Schemas;

/// <summary>Whose profiles a schema is of.</summary>
internal static class SchemaOwner
{
    public const string Users = "user";
    public const string Groups = "group";

    /// <param name="owner">One of these, or the id of an app: then it is of the people of that app.</param>
    public static FrozenDictionary<string, BaseAttribute> Base(string owner) =>
        owner switch { Users => BaseAttributes.OfUsers, Groups => BaseAttributes.OfGroups, _ => BaseAttributes.OfApps };
}
