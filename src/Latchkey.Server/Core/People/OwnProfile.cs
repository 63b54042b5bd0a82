using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.People;

/// <summary>
/// What people may change of their own profile, as far as their org lets them. Nothing that says who they are to others: a
/// login, an address, a department may decide what they are allowed.
/// </summary>
internal static class OwnProfile
{
    public const string Language = "preferredLanguage";

    /// <summary>In the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Possible = ["firstName", "lastName", "displayName", "nickName", "mobilePhone", Language];

    /// <summary>Those that this org lets its people change.</summary>
    public static IReadOnlyList<string> Of(Org org)
    {
        var let = org.EditableProfile.Split(' ');
        return [.. Possible.Where(let.Contains)];
    }

    /// <summary>What was typed of them; what was left blank is cleared, and anything else is passed over.</summary>
    public static JsonObject Given(Org org, Func<string, string?> typed)
    {
        var given = new JsonObject();
        foreach (var name in Of(org)) given[name] = typed(name)?.Trim() is { Length: > 0 } value ? value : null;
        return given;
    }
}
