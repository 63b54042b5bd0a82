using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Imports;

/// <summary>
/// Brings what a source has into the org: attributes, groups, people, configuration, assignments. One thing that is refused stops nothing else; it is told in
/// the <see cref="Leftovers"/>, and what was brought stands in the <see cref="Journal"/>.
/// </summary>
public sealed class Importing(ManagementApi api, ISource source, Journal journal, Leftovers left, ImportWishes wishes, Terminal terminal)
{
    private const string Group = "group", Person = "person", Assignment = "assignment";

    /// <summary>An attribute that was made when people were here already, and one whose values they all have by now.</summary>
    private const string Late = "late attribute", Caught = "late attribute, brought";

    /// <summary>So many at once: a call waits for the disk of the server more than for its processor.</summary>
    private const int AtOnce = 8;

    private readonly Dictionary<string, string> groups = new(StringComparer.Ordinal);
    private HashSet<string> attributes = new(StringComparer.Ordinal);
    private int made, there, refused;

    public Progress? Progress { get; private set; }

    public int People => made;

    public int Already => there;

    public int Refused => refused;

    public int Groups => groups.Count;

    public async Task Run(CancellationToken ct)
    {
        foreach (var (what, name, why) in journal.EarlierLosses) left.Add(what, name, why);
        await BringAttributes(ct);
        await BringGroups(ct);
        await BringPeople(ct);
        await BringConfiguration(ct);
        await BringAssignments(ct);
    }

    private async Task BringAttributes(CancellationToken ct)
    {
        var known = await Known(ct);
        var missing = (await source.Attributes(left, ct)).Where(attribute => !known.Contains(attribute.Key)).ToArray();
        foreach (var (name, attribute) in missing)
        {
            if (!wishes.MakeAttributes)
            {
                left.Add("attribute", name, "is not in the schema of this org: make it there, or give --create-attributes");
                continue;
            }
            try
            {
                await api.Call(HttpMethod.Post, "/api/v1/meta/schemas/user/default", new JsonObject
                {
                    ["definitions"] = new JsonObject { ["custom"] = new JsonObject { ["properties"] = new JsonObject { [name] = attribute.DeepClone() } } },
                }, ct);
                known.Add(name);
                if (journal.Count(Person) > 0) journal.Done(Late, name, name);
            }
            catch (ApiException error)
            {
                left.Add("attribute", name, error.Message);
            }
        }
        attributes = known;
    }

    private async Task<HashSet<string>> Known(CancellationToken ct)
    {
        var schema = await api.Call(HttpMethod.Get, "/api/v1/meta/schemas/user/default", null, ct);
        return [.. ((string[])["base", "custom"]).SelectMany(part => schema?["definitions"]?[part]?["properties"] as JsonObject ?? [])
            .Select(property => property.Key)];
    }

    private async Task BringGroups(CancellationToken ct)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var group in api.EachOf("/api/v1/groups?limit=1000", ct)) named.TryAdd(
            Members.Text(group, "profile.name") ?? "", Members.Text(group, "id")!);
        await foreach (var group in source.Groups(left, ct))
        {
            if (named.TryGetValue(group.Name, out var here))
            {
                groups[group.Id] = here;
                continue;
            }
            try
            {
                var profile = new JsonObject { ["name"] = group.Name };
                if (group.Description is { Length: > 0 } said) profile["description"] = said;
                var created = (JsonObject)(await api.Call(HttpMethod.Post, "/api/v1/groups", new JsonObject { ["profile"] = profile }, ct))!;
                groups[group.Id] = named[group.Name] = Members.Text(created, "id")!;
                journal.Done(Group, group.Id, groups[group.Id]);
            }
            catch (ApiException error)
            {
                left.Add(Group, group.Name, error.Message);
            }
        }
    }

    private async Task BringPeople(CancellationToken ct)
    {
        Progress = new Progress("people", TimeProvider.System, () => refused);
        var late = journal.Names(Late).Except(journal.Names(Caught)).ToArray();
        await Parallel.ForEachAsync(source.People(left, ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (person, _) =>
        {
            if (journal.Find(Person, person.Id) is { } here) await CatchUp(person, here, late, ct);
            // Not the token that ends them all when one fails: what was sent is waited for, and written down.
            else await Bring(person, ct);
            Progress.Next();
        });
        Progress.End();
        foreach (var attribute in late) journal.Done(Caught, attribute, attribute);
    }

    /// <summary>Who was brought before an attribute was made gets its value now, and nothing else anew.</summary>
    private async Task CatchUp(FoundPerson person, string id, string[] late, CancellationToken ct)
    {
        Interlocked.Increment(ref there);
        if (person.HashLeft is { } why) left.Add("password", person.Name, NoHash(why));
        var values = new JsonObject(person.Profile.Where(member => late.Contains(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        if (values.Count == 0) return;
        try
        {
            await api.Call(HttpMethod.Post, $"/api/v1/users/{id}", new JsonObject { ["profile"] = values }, ct);
        }
        catch (ApiException error) when (error.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            left.Add("attribute", $"{person.Name}: {string.Join(", ", values.Select(value => value.Key))}", error.Message);
        }
    }

    private static string NoHash(string why) => $"did not come along: {why}. They set a new one";

    /// <summary>What a later run does not come upon again: it stands in the report of each.</summary>
    private void Lose(string what, string name, string why)
    {
        journal.Lost(what, name, why);
        left.Add(what, name, why);
    }

    private async Task Bring(FoundPerson person, CancellationToken ct)
    {
        try
        {
            journal.Done(Person, person.Id, await Create(person, person.Hash, ct));
            Interlocked.Increment(ref made);
            if (person.HashLeft is { } why) left.Add("password", person.Name, NoHash(why));
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.BadRequest && error.Message.Contains("password.hash", StringComparison.Ordinal))
        {
            Lose("password", person.Name, $"did not come along: {error.Message}");
            await Bring(person with { Hash = null, HashLeft = null }, ct);
        }
        catch (ApiException error) when (error.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.Conflict)
        {
            if (await Find(person, ct) is { } id)
            {
                await Join(person, id, ct);
                return;
            }
            Interlocked.Increment(ref refused);
            left.Add(Person, person.Name, error.Message);
        }
    }

    /// <summary>Made by a run that ended before it could write it down, or by somebody else: they stay as they are, and are in the groups.</summary>
    private async Task Join(FoundPerson person, string id, CancellationToken ct)
    {
        foreach (var group in person.Groups)
            if (groups.TryGetValue(group, out var here)) await api.Call(HttpMethod.Put, $"/api/v1/groups/{here}/users/{id}", null, ct);
        journal.Done(Person, person.Id, id);
        Interlocked.Increment(ref there);
    }

    private async Task<string> Create(FoundPerson person, JsonObject? hash, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["profile"] = new JsonObject(person.Profile.Where(member => attributes.Contains(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))),
            ["groupIds"] = new JsonArray([.. person.Groups.Select(group => groups.GetValueOrDefault(group)).OfType<string>().Distinct()
                .Select(id => (JsonNode)id)]),
        };
        var credentials = new JsonObject();
        if (hash is not null) credentials["password"] = new JsonObject { ["hash"] = hash.DeepClone() };
        else if (wishes.PasswordHook) credentials["password"] = new JsonObject { ["hook"] = new JsonObject { ["type"] = "default" } };
        if (person.EmailVerified) credentials["emails"] = new JsonArray(
            new JsonObject { ["value"] = person.Profile["email"]?.ToString(), ["status"] = "VERIFIED", ["type"] = "PRIMARY" });
        if (credentials.Count > 0) body["credentials"] = credentials;
        var query = person.Status == FoundPerson.Staged ? "activate=false" : $"activate=true&sendEmail={(wishes.SendMail ? "true" : "false")}";
        var id = Members.Text((JsonObject)(await api.Call(HttpMethod.Post, $"/api/v1/users?{query}", body, ct))!, "id")!;
        if (person.Status == FoundPerson.Suspended) await Suspend(person, id, ct);
        return id;
    }

    /// <summary>Only who is active can be suspended: who has no password yet is left without one, and nobody signs in.</summary>
    private async Task Suspend(FoundPerson person, string id, CancellationToken ct)
    {
        try
        {
            await api.Call(HttpMethod.Post, $"/api/v1/users/{id}/lifecycle/suspend", null, ct);
        }
        catch (ApiException)
        {
            await api.Call(HttpMethod.Post, $"/api/v1/users/{id}/lifecycle/deactivate", null, ct);
            Lose("status", person.Name, "was suspended there, and is deactivated here: without a password nobody is active who could be suspended");
        }
    }

    private async Task<string?> Find(FoundPerson person, CancellationToken ct)
    {
        try
        {
            return await api.Call(HttpMethod.Get, $"/api/v1/users/{Uri.EscapeDataString(person.Name)}", null, ct) is JsonObject user
                ? Members.Text(user, "id") : null;
        }
        catch (ApiException)
        {
            return null;
        }
    }

    private async Task BringConfiguration(CancellationToken ct)
    {
        var file = await source.Configuration(left, ct);
        var applying = new Applying(api, dry: false, step => terminal.Say(step.ToString()));
        await applying.Run(file, (what, error) => left.Add("configuration", what, error.Message), ct);
        foreach (var member in applying.Unkept) left.Add("configuration", member, "this server has nothing of that name");
    }

    private async Task BringAssignments(CancellationToken ct)
    {
        Dictionary<string, string>? apps = null;
        await foreach (var (app, person) in source.Assignments(left, ct))
        {
            if (journal.Find(Person, person) is not { } user || journal.Find(Assignment, $"{app} {person}") is not null) continue;
            apps ??= (await api.ListOf("/api/v1/apps?limit=200", ct)).GroupBy(one => Members.Text(one, "label")!)
                .ToDictionary(same => same.Key, same => Members.Text(same.First(), "id")!);
            if (!apps.TryGetValue(app, out var id)) continue;
            try
            {
                await api.Call(HttpMethod.Post, $"/api/v1/apps/{id}/users", new JsonObject { ["id"] = user, ["scope"] = "USER" }, ct);
                journal.Done(Assignment, $"{app} {person}", id);
            }
            catch (ApiException error)
            {
                left.Add(Assignment, $"{app}: {person}", error.Message);
            }
        }
    }
}
