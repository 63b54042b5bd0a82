using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Expressions;

/// <summary>What an expression can name. Contract §3.4: <c>user.*</c>, <c>appuser.userName</c>, <c>app.*</c>, <c>access.scope</c>.</summary>
internal static class Attributes
{
    public const string AppUser = "appuser";

    private static readonly Dictionary<string, Func<User, object?>> OfUsers = new()
    {
        ["id"] = user => user.Id,
        ["status"] = user => user.Status.Wire(),
        ["created"] = user => ApiJson.Date(user.CreatedAt),
        ["lastUpdated"] = user => ApiJson.Date(user.UpdatedAt),
        ["activated"] = user => user.ActivatedAt is { } at ? ApiJson.Date(at) : null,
        ["lastLogin"] = user => user.LastLoginAt is { } at ? ApiJson.Date(at) : null,
        ["passwordChanged"] = user => user.PasswordChangedAt is { } at ? ApiJson.Date(at) : null,
        ["emailVerified"] = user => user.EmailVerified,
    };

    public static bool TryFind(IReadOnlyList<string> path, Func<string, bool>? others, [NotNullWhen(true)] out Step? step)
    {
        step = path switch
        {
            ["user"] => subject => subject.User is null ? null : new Thing("user"),
            ["user", var name] => OfUser(name, others),
            ["user", "profile", var name] => OfProfile(name, others),
            [AppUser] => subject => subject.User is null ? null : new Thing(AppUser),
            [AppUser, "userName"] => subject => subject.User is null ? null : subject.AppUserName,
            [AppUser, var name] => OfProfile(name, others),
            ["app"] => _ => new Thing("app"),
            ["app", "clientId" or "id"] => subject => subject.App.Id,
            ["app", "label"] => subject => subject.App.Label,
            ["app", "name"] => _ => "oidc_client",
            ["app", "applicationType"] => subject => subject.App.ApplicationType,
            ["app", var name] => subject => Of(subject.App.Profile, name),
            ["app", "profile", var name] => subject => Of(subject.App.Profile, name),
            ["access", "scope"] => subject => subject.Scopes.ToArray<object?>(),
            _ => null,
        };
        return step is not null;
    }

    /// <summary>Of a group: <c>name</c>, or one that an administrator added.</summary>
    public static object? OfGroup(Group group, string name) => name switch
    {
        "id" => group.Id,
        "name" => group.Name,
        "description" => group.Description,
        _ => Of(group.Attributes, name),
    };

    /// <summary>Which changes only when the profile does.</summary>
    public static bool IsOfProfile(IReadOnlyList<string> path) =>
        path is ["user", "id"] or ["user", "profile", _] || (path is ["user", var name] && !OfUsers.ContainsKey(name));

    /// <summary>The same by name at run time: <c>user.getInternalProperty("id")</c>.</summary>
    public static object? Internal(ClaimSubject subject, string name) =>
        subject.User is { } user && OfUsers.TryGetValue(name, out var read) ? read(user) : null;

    private static Step? OfUser(string name, Func<string, bool>? others) =>
        OfUsers.TryGetValue(name, out var read) ? subject => subject.User is { } user ? read(user) : null : OfProfile(name, others);

    private static Step? OfProfile(string name, Func<string, bool>? others) =>
        UserProfile.Knows(name) || others?.Invoke(name) is true ? subject => Of(subject.User?.Profile, name) : null;

    /// <summary>An attribute of a profile as a value; what is no value of an expression is not there.</summary>
    private static object? Of(JsonNode? profile, string name)
    {
        if (profile is not JsonObject attributes || !attributes.TryGetPropertyValue(name, out var node)) return null;
        return node is JsonArray list && list.Count <= Values.LongestList ? list.Select(Scalar).ToArray() : Scalar(node);
    }

    private static object? Scalar(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>() is { Length: <= Values.LongestText } text ? text : null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(node.ToJsonString()),
        _ => null,
    };

    private static object? Number(string json) => long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
