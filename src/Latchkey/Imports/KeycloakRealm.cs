using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>A realm as <c>kc.sh export</c> writes it: keycloak.org, "Importing and exporting realms".</summary>
public sealed class KeycloakRealm : ISource
{
    /// <summary>Clients that every realm has of itself.</summary>
    private static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal)
    {
        "account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console",
    };

    private readonly JsonObject realm;

    public KeycloakRealm(string file)
    {
        try
        {
            realm = JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new CommandException($"{file} is no export of a realm.");
        }
        catch (JsonException error)
        {
            throw new CommandException($"{file} is no export of a realm: {error.Message}", error);
        }
        if (!realm.ContainsKey("realm")) throw new CommandException($"{file} is no export of a realm: it names none.");
    }

    private IEnumerable<JsonObject> Users => (realm["users"] as JsonArray ?? []).OfType<JsonObject>().Where(user => user["serviceAccountClientId"] is null);

    public Task<IReadOnlyDictionary<string, JsonObject>> Attributes(Leftovers left, CancellationToken ct)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var name in Users.SelectMany(user => user["attributes"] as JsonObject ?? []).Select(attribute => attribute.Key)) found.TryAdd(
            name, NewAttribute.OfText(name));
        return Task.FromResult<IReadOnlyDictionary<string, JsonObject>>(found);
    }

    public async IAsyncEnumerable<FoundGroup> Groups(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var group in (realm["groups"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(group => WithSubgroups(group, "")))
            yield return group;
    }

    public async IAsyncEnumerable<FoundPerson> People(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var user in Users)
            if (Person(user, left) is { } person) yield return person;
    }

    public Task<JsonObject> Configuration(Leftovers left, CancellationToken ct)
    {
        foreach (var (section, why) in (IEnumerable<(string, string)>)
        [
            ("identityProviders", "make it anew under Identity Providers"), ("authenticationFlows", "sign-in is ruled by policies here"),
            ("clientScopes", "scopes belong to an authorization server here: write them into a file for \"latchkey apply\""),
        ])
            foreach (var one in (realm[section] as JsonArray ?? []).OfType<JsonObject>().Where(one => one["builtIn"]?.GetValue<bool>() != true))
                left.Add(section, (one["alias"] ?? one["name"])?.ToString() ?? "?", why);
        var apps = new JsonArray();
        foreach (var client in (realm["clients"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(client => !BuiltIn.Contains(client["clientId"]?.ToString() ?? "")))
            if (App(client, left) is { } app) apps.Add(app);
        return Task.FromResult(new JsonObject { ["apps"] = apps });
    }

    public async IAsyncEnumerable<(string App, string PersonId)> Assignments(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield break;
    }

    private static IEnumerable<FoundGroup> WithSubgroups(JsonObject group, string above)
    {
        var path = group["path"]?.ToString() ?? $"{above}/{group["name"]}";
        // A path is one name here: groups do not lie in each other.
        yield return new FoundGroup(path, path.TrimStart('/'), null);
        foreach (var inner in (group["subGroups"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(inner => WithSubgroups(inner, path))) yield return inner;
    }

    private static FoundPerson? Person(JsonObject user, Leftovers left)
    {
        var name = user["username"]?.ToString() ?? user["id"]?.ToString() ?? "?";
        if (user["email"]?.ToString() is not { Length: > 0 } email)
        {
            left.Add("person", name, "has no email address, which everybody needs here");
            return null;
        }
        var profile = new JsonObject { ["login"] = PersonNames.Login(name, email, left), ["email"] = email };
        foreach (var part in (string[])["firstName", "lastName"])
            if (user[part]?.ToString() is { Length: > 0 } text) profile[part] = text;
        PersonNames.Complete(profile, null, email);
        foreach (var (attribute, value) in user["attributes"] as JsonObject ?? [])
            if ((value is JsonArray { Count: > 0 } list ? list[0] : value) is JsonValue first) profile.TryAdd(attribute, first.ToString());
        foreach (var role in (user["realmRoles"] as JsonArray ?? []).Select(role => role?.ToString()).OfType<string>()
            .Where(role => !role.StartsWith("default-roles-", StringComparison.Ordinal)))
            left.Add("role", $"{name}: {role}", "roles of a realm are groups here: put them into one");
        foreach (var other in (user["credentials"] as JsonArray ?? []).OfType<JsonObject>().Where(each => each["type"]?.ToString() != "password"))
            left.Add("credential", $"{name}: {other["type"]}", "a second factor is set up anew at the next sign-in");
        var (hash, why) = Hash(user);
        return new FoundPerson(user["id"]?.ToString() ?? name, profile)
        {
            Status = user["enabled"]?.GetValue<bool>() == false ? FoundPerson.Suspended : FoundPerson.Active,
            EmailVerified = user["emailVerified"]?.GetValue<bool>() == true, Hash = hash, HashLeft = why,
            Groups = [.. (user["groups"] as JsonArray ?? []).Select(group => group!.ToString())],
        };
    }

    /// <summary>What is secret of a credential and how it was made stand in two texts of JSON each.</summary>
    private static (JsonObject? Hash, string? Left) Hash(JsonObject user)
    {
        if ((user["credentials"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(each => each["type"]?.ToString() == "password") is not { } password) return (null, null);
        var (secret, how) = (Parsed(password["secretData"]), Parsed(password["credentialData"]));
        var algorithm = how?["algorithm"]?.ToString();
        var digest = algorithm switch { "pbkdf2-sha256" => "SHA256_HMAC", "pbkdf2-sha512" => "SHA512_HMAC", _ => null };
        if (digest is null) return (null, $"its hash is {algorithm ?? "unknown"}, which cannot be checked here");
        return secret?["value"]?.ToString() is { } value && secret["salt"]?.ToString() is { } salt && how?["hashIterations"] is { } rounds
            ? (PasswordHashes.Pbkdf2(digest, rounds.GetValue<int>(), salt, value), null) : (null, "its hash is not whole");
    }

    private static JsonObject? Parsed(JsonNode? text) => text is JsonValue value && value.TryGetValue<string>(out var json)
        ? JsonNode.Parse(json) as JsonObject : text as JsonObject;

    private static JsonObject? App(JsonObject client, Leftovers left)
    {
        var name = client["clientId"]!.ToString();
        if (client["protocol"]?.ToString() is { } protocol && protocol != "openid-connect")
        {
            left.Add("client", name, $"speaks {protocol}, which is not offered here");
            return null;
        }
        if (client["bearerOnly"]?.GetValue<bool>() == true)
        {
            left.Add("client", name, "takes tokens and asks for none: an API needs no app here");
            return null;
        }
        var isPublic = client["publicClient"]?.GetValue<bool>() == true;
        var signsIn = client["standardFlowEnabled"]?.GetValue<bool>() != false;
        var grants = new JsonArray();
        if (signsIn) { grants.Add("authorization_code"); grants.Add("refresh_token"); }
        if (client["serviceAccountsEnabled"]?.GetValue<bool>() == true && !signsIn) grants.Add("client_credentials");
        if (grants.Count == 0)
        {
            left.Add("client", name, "uses none of the ways to sign in that are offered here");
            return null;
        }
        var uris = new JsonArray();
        foreach (var uri in (client["redirectUris"] as JsonArray ?? []).Select(uri => uri!.ToString()))
        {
            // RFC 9700 §4.1.3: a redirect URI is exactly one.
            if (uri.Contains('*', StringComparison.Ordinal) || !Uri.TryCreate(uri, UriKind.Absolute, out _)) left.Add(
                "redirect URI", $"{name}: {uri}", "is a pattern, or relative: say each address whole");
            else uris.Add(uri);
        }
        if (signsIn && uris.Count == 0)
        {
            left.Add("client", name, "has no redirect URI that is one address");
            return null;
        }
        var method = isPublic ? "none" : client["clientAuthenticatorType"]?.ToString() == "client-jwt" ? "private_key_jwt" : "client_secret_basic";
        if (!isPublic) left.Add("client secret", name, "is made anew here: \"latchkey apps config\" tells it");
        return new JsonObject
        {
            ["label"] = client["name"]?.ToString() is { Length: > 0 } label && !label.Contains("${", StringComparison.Ordinal) ? label : name,
            ["signOnMode"] = "OPENID_CONNECT", ["assignedGroups"] = new JsonArray("Everyone"),
            ["credentials"] = new JsonObject
            {
                ["oauthClient"] = name.Length >= 6 ? new JsonObject { ["client_id"] = name, ["token_endpoint_auth_method"] = method }
                    : new JsonObject { ["token_endpoint_auth_method"] = method },
            },
            ["settings"] = new JsonObject
            {
                ["oauthClient"] = new JsonObject
                {
                    ["application_type"] = !signsIn ? "service" : isPublic ? "browser" : "web", ["grant_types"] = grants,
                    ["response_types"] = new JsonArray(signsIn ? "code" : "token"), ["redirect_uris"] = uris,
                },
            },
        };
    }
}
