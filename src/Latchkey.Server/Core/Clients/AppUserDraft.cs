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
    /// What is left out stays as it is for whoever is assigned already; otherwise the name is what they sign in with, and the profile is empty. What the
    /// schema of the app says of an attribute holds; it may have others.
    /// </summary>
    /// <param name="user">Who.</param>
    /// <param name="userName">What the app is to call them.</param>
    /// <param name="profile">The attributes that change; null takes one away.</param>
    /// <param name="schema">That of the app.</param>
    /// <param name="existing">How they are assigned by now.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    internal static AppUserDraft Of(User user, string? userName, JsonObject? profile, ProfileSchema? schema = null, AppUser? existing = null)
    {
        var name = userName ?? existing?.UserName ?? user.Login;
        var whole = existing is null ? [] : (JsonObject)JsonNode.Parse(existing.Profile)!;
        foreach (var (attribute, value) in profile ?? [])
            if (value is null) whole.Remove(attribute);
            else whole[attribute] = value.DeepClone();
        return name.Length <= LongestName ? new(name, schema?.Extra(whole) ?? whole)
            : throw new RuleException("userName", $"must have at most {LongestName} characters") { Path = "credentials.userName" };
    }
}
