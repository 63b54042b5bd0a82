using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>
/// People of an Auth0 tenant, from the file of its export job (NDJSON, or a list) or from the one with hashes that its support makes:
/// auth0.com/docs, "Bulk user exports" and "Export data".
/// </summary>
public sealed class Auth0File(string file) : ISource
{
    private const string Metadata = "user_metadata";

    private static readonly (string There, string Here)[] Names =
    [
        ("given_name", "firstName"), ("family_name", "lastName"), ("nickname", "nickName"), ("phone_number", "mobilePhone"), ("locale", "locale"),
    ];

    public async Task<IReadOnlyDictionary<string, JsonObject>> Attributes(Leftovers left, CancellationToken ct)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        await foreach (var one in JsonPeople.Read(file, ct))
            foreach (var (name, value) in one[Metadata] as JsonObject ?? [])
                if (value is JsonValue) found.TryAdd(name, NewAttribute.OfText(name));
        return found;
    }

    public async IAsyncEnumerable<FoundGroup> Groups(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        left.Add("roles", "all", "An export of Auth0's people does not hold their roles: make groups of them, by apply or by hand.");
        yield break;
    }

    public async IAsyncEnumerable<FoundPerson> People(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        var row = 0;
        await foreach (var one in JsonPeople.Read(file, ct))
        {
            row++;
            if (Person(one, row, left) is { } person) yield return person;
        }
    }

    public Task<JsonObject> Configuration(Leftovers left, CancellationToken ct)
    {
        left.Add("applications", "all", "The export holds people alone: write the apps into a file for \"latchkey apply\".");
        return Task.FromResult(new JsonObject());
    }

    public async IAsyncEnumerable<(string App, string PersonId)> Assignments(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield break;
    }

    private static FoundPerson? Person(JsonObject one, int row, Leftovers left)
    {
        var id = one["user_id"]?.ToString() ?? (one["_id"] as JsonObject)?["$oid"]?.ToString() ?? one["_id"]?.ToString() ?? one["Id"]?.ToString();
        if ((one["email"] ?? one["Email"])?.ToString() is not { Length: > 0 } email)
        {
            left.Add("person", id ?? $"row {row}", "has no email address, which everybody needs here");
            return null;
        }
        var profile = new JsonObject { ["login"] = PersonNames.Login(one["username"]?.ToString(), email, left), ["email"] = email };
        foreach (var (there, here) in Names)
            if (one[there]?.ToString() is { Length: > 0 } text) profile[here] = text;
        PersonNames.Complete(profile, one["name"]?.ToString(), email);
        foreach (var (attribute, value) in one[Metadata] as JsonObject ?? [])
            if (value is JsonValue) profile.TryAdd(attribute, value.ToString());
        var providers = (one["identities"] as JsonArray ?? []).OfType<JsonObject>().Select(each => each["provider"]?.ToString()).OfType<string>()
            .Where(each => each != "auth0").Distinct().ToArray();
        if (providers.Length > 0) left.Add(
            "identity", email, $"signs in by {string.Join(", ", providers)}: link it to an identity provider here, or let them set a password");
        var (hash, why) = Hash(one);
        return new FoundPerson(id ?? email, profile)
        {
            Status = one["blocked"]?.GetValue<bool>() == true ? FoundPerson.Suspended : FoundPerson.Active,
            EmailVerified = (one["email_verified"] ?? one["Email Verified"])?.ToString() is "true", Hash = hash, HashLeft = why,
        };
    }

    /// <summary>bcrypt in exports; a custom hash in the schema of imports, of which PBKDF2 in PHC form is taken.</summary>
    private static (JsonObject? Hash, string? Left) Hash(JsonObject one)
    {
        if ((one["passwordHash"] ?? one["password_hash"])?.ToString() is { Length: > 0 } text)
            return PasswordHashes.Bcrypt(text) is { } hash ? (hash, null) : (null, "its hash is no bcrypt");
        if (one["custom_password_hash"] is not JsonObject custom) return (null, null);
        var (algorithm, value) = (custom["algorithm"]?.ToString(), custom["hash"]?["value"]?.ToString() ?? "");
        if (algorithm == "bcrypt" && PasswordHashes.Bcrypt(value) is { } bcrypt) return (bcrypt, null);
        // $pbkdf2-sha256$i=100000,l=32$salt$hash, of the PHC string format.
        if (algorithm == "pbkdf2" && value.Split('$') is ["", var name, var cost, var salt, var digest] && name is "pbkdf2-sha256" or "pbkdf2-sha512"
            && int.TryParse(cost.Split(',').FirstOrDefault(part => part.StartsWith("i=", StringComparison.Ordinal))?[2..], out var rounds))
            return (PasswordHashes.Pbkdf2(name == "pbkdf2-sha256" ? "SHA256_HMAC" : "SHA512_HMAC", rounds, Padded(salt), Padded(digest)), null);
        return (null, $"its hash is {algorithm}, which cannot be checked here");
    }

    private static string Padded(string text) => text.PadRight((text.Length + 3) / 4 * 4, '=');
}
