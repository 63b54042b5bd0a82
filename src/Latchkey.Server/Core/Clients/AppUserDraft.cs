using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>How a person is to be assigned to an app, and satisfies the rules of it. Contract §3.1, Assignments.</summary>
internal sealed record AppUserDraft
{
    private const int LongestName = 100;

    private AppUserDraft(string userName, JsonObject profile) => (UserName, Profile) = (userName, profile);

    /// <summary>What the app calls them.</summary>
    public string UserName { get; }
    public JsonObject Profile { get; }

    /// <summary>
    /// Left out, the name is what they sign in with, and the profile is empty. What the schema of the app says of an attribute holds; it may have others.
    /// </summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    internal static AppUserDraft Of(User user, string? userName, JsonObject? profile, ProfileSchema? schema = null)
    {
        var name = userName ?? user.Login;
        return name.Length <= LongestName ? new(name, schema?.Extra(profile) ?? profile ?? [])
            : throw new RuleException("userName", $"must have at most {LongestName} characters") { Path = "credentials.userName" };
    }
}
