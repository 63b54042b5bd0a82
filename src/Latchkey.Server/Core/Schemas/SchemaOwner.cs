using System.Collections.Frozen;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Schemas;

/// <summary>Whose profiles a schema is of.</summary>
internal static class SchemaOwner
{
    /// <summary>People of the type that every org has.</summary>
    public const string Users = "user";
    public const string Groups = "group";

    /// <summary>People of another type have its id for the owner.</summary>
    public static string OfType(string orgId, string typeId) => typeId == UserType.DefaultIdOf(orgId) ? Users : typeId;

    public static bool IsOfPeople(string owner) => owner == Users || IsOfMoreTypes(owner);

    /// <summary>Whether it is of a type that not every org has.</summary>
    public static bool IsOfMoreTypes(string owner) => Ids.IsOf(Ids.UserType, owner);

    /// <param name="owner">One of these, or the id of an app: then it is of the people of that app.</param>
    public static FrozenDictionary<string, BaseAttribute> Base(string owner) =>
        IsOfPeople(owner) ? BaseAttributes.OfUsers : owner == Groups ? BaseAttributes.OfGroups : BaseAttributes.OfApps;
}
