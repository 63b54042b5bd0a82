using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Imports;

/// <summary>
/// An org of Okta, read through its own management API (developer.okta.com, Users, Groups, Apps, Policies, Authorization Servers): a token of an administrator
/// who may read is enough. What both have in common is read as <see cref="Exporting"/> reads an org of ours.
/// </summary>
public sealed class OktaOrg(ManagementApi okta, bool passwordHook) : ISource
{
    private const int Page = 200;

    private readonly Dictionary<string, List<string>> groupsOf = new(StringComparer.Ordinal);
    private readonly Exporting exporting = new(okta);

    public async Task<IReadOnlyDictionary<string, JsonObject>> Attributes(Leftovers left, CancellationToken ct)
    {
        foreach (var type in await Try("user types", left, async () => await okta.ListOf("/api/v1/meta/types/user", ct)) ?? [])
            if (type["default"]?.ToString() != "true")
                left.Add("user type", Members.Text(type, "name") ?? "", "its people come as those of the type that every org has, with its attributes");
        var schema = await Try("user schema", left, async () => await okta.Call(HttpMethod.Get, "/api/v1/meta/schemas/user/default", null, ct));
        return (schema?["definitions"]?["custom"]?["properties"] as JsonObject ?? [])
            .Where(property => property.Value is JsonObject)
                .ToDictionary(property => property.Key, property => NewAttribute.Of((JsonObject)property.Value!), StringComparer.Ordinal);
    }

    /// <summary>With who is in each: people are made with their groups, by one call each.</summary>
    public async IAsyncEnumerable<FoundGroup> Groups(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var group in okta.EachOf($"/api/v1/groups?limit={Page}", ct))
        {
            var (id, type, name) = (Members.Text(group, "id")!, Members.Text(group, "type"), Members.Text(group, "profile.name") ?? "?");
            if (type == "BUILT_IN" && name == "Everyone") continue;
            if (type == "APP_GROUP") left.Add("group", name, "comes from a directory that the org is connected to: it is a group of this org from now on");
            await foreach (var member in okta.EachOf($"/api/v1/groups/{id}/users?limit={Page}", ct))
            {
                var person = Members.Text(member, "id")!;
                if (!groupsOf.TryGetValue(person, out var theirs)) groupsOf[person] = theirs = [];
                theirs.Add(id);
            }
            yield return new FoundGroup(id, name, Members.Text(group, "profile.description"));
        }
    }

    public async IAsyncEnumerable<FoundPerson> People(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!passwordHook) left.Add("passwords", "all",
            "Okta tells no hashes: people set a password by the link \"forgot password\", or --password-hook asks your own hook at the first sign-in");
        await foreach (var user in okta.EachOf($"/api/v1/users?limit={Page}", ct))
        {
            var (id, status) = (Members.Text(user, "id")!, Members.Text(user, "status"));
            var profile = (JsonObject)Members.WithoutNulls(user["profile"])!;
            if (status == "DEPROVISIONED") continue;
            if (Members.Text(user, "credentials.provider.type") is { } provider and not ("OKTA" or "IMPORT"))
                left.Add("identity", Members.Text(user, "profile.login")
                    ?? id, $"signs in by {provider}: link it to an identity provider here, or let them set a password");
            yield return new FoundPerson(id, profile)
            {
                Status = status switch { "SUSPENDED" => FoundPerson.Suspended, "STAGED" => FoundPerson.Staged, _ => FoundPerson.Active },
                Groups = groupsOf.GetValueOrDefault(id) ?? [], EmailVerified = status is "ACTIVE" or "PASSWORD_EXPIRED" or "RECOVERY" or "LOCKED_OUT",
            };
        }
    }

    public async Task<JsonObject> Configuration(Leftovers left, CancellationToken ct)
    {
        var file = new JsonObject();
        foreach (var kind in (Kind[])[Kinds.Zones, Kinds.Origins, Kinds.Apps, Kinds.Policies, Kinds.Servers, Kinds.GroupRules])
        {
            var all = await Try(kind.Section, left, async () => (await exporting.Run([kind.Section], (of, thing) => Comes(of, thing, left), ct))[kind.Section]);
            if (all is JsonArray things) file[kind.Section] = things.DeepClone();
        }
        return file;
    }

    public async IAsyncEnumerable<(string App, string PersonId)> Assignments(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var app in okta.EachOf($"/api/v1/apps?limit={Page}", ct))
        {
            if (Members.Text(app, "signOnMode") is not (App.OidcSignOnMode or App.BookmarkSignOnMode)) continue;
            await foreach (var user in okta.EachOf($"/api/v1/apps/{Members.Text(app, "id")}/users?limit={Page}", ct))
                if (Members.Text(user, "scope") == "USER") yield return (Members.Text(app, "label")!, Members.Text(user, "id")!);
        }
    }

    private static bool Comes(Kind kind, JsonObject thing, Leftovers left)
    {
        var name = OrgThings.NameOf(kind, thing);
        if (kind == Kinds.Zones && Members.Text(thing, "type") != "IP")
        {
            left.Add(kind.Word, name, "is no list of addresses");
            return false;
        }
        if (kind == Kinds.Policies && Members.Text(thing, "type") == "IDP_DISCOVERY")
        {
            if (thing["system"]?.GetValue<bool>() != true)
                left.Add(kind.Word, name, "sends people to identity providers, which do not come along: make both here");
            return false;
        }
        if (kind != Kinds.Apps) return true;
        if (Members.Text(thing, "signOnMode") is var mode && mode == App.BookmarkSignOnMode) return true;
        if (mode != App.OidcSignOnMode)
        {
            left.Add("app", name, $"signs in by {mode}, which is not offered here: OpenID Connect is, and a bookmark");
            return false;
        }
        if (Members.Text(thing, "credentials.oauthClient.token_endpoint_auth_method") is not ("none" or "private_key_jwt"))
            left.Add("client secret", name, "is made anew here: \"latchkey apps config\" tells it");
        return true;
    }

    private static async Task<T?> Try<T>(string what, Leftovers left, Func<Task<T?>> read) where T : class
    {
        try
        {
            return await read();
        }
        catch (ApiException refused)
        {
            left.Add(what, "all", $"could not be read: {refused.Message}");
            return null;
        }
    }
}
