using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>
/// Makes an org what a file says, thing by thing in the order of <see cref="Kinds"/>. What is so already is left alone, and so is what the file does not name:
/// to apply it again goes on where it ended, and changes nothing after the last.
/// </summary>
public sealed class Applying(ManagementApi api, bool dry, Action<Step> told)
{
    private const string Active = "ACTIVE", Inactive = "INACTIVE";

    private readonly OrgThings things = new(api);
    private readonly List<Func<Task>> last = [];
    private readonly List<string> unkept = [];
    private readonly Pruning pruning = new(api, dry, told);
    private Portable portable = null!;

    public int Unchanged { get; private set; }

    /// <summary>What the file says and the server's answer does not, one by one: a member that is misspelt, or of another kind of thing.</summary>
    public IReadOnlyList<string> Unkept => unkept;

    /// <summary>What is being worked on, for whoever has to say where it ended.</summary>
    public string? At { get; private set; }

    public Task Run(JsonObject file, CancellationToken ct) => Run(file, null, ct);

    /// <summary>Takes away what is in the org and not in the file, of these sections; to be called when the rest was applied.</summary>
    /// <param name="file">What was applied.</param>
    /// <param name="sections">Which, each of which the file has.</param>
    /// <param name="agreed">Hears what would go, and says whether it may.</param>
    /// <param name="kept">Hears of what stays all the same, and why.</param>
    /// <param name="ct">Ends it between two calls.</param>
    /// <returns>Whether they may.</returns>
    public async Task<bool> Prune(JsonObject file, IReadOnlyCollection<string> sections, Func<IReadOnlyList<string>, bool> agreed, Action<string> kept,
        CancellationToken ct)
    {
        var may = await pruning.Run(things, file, sections, agreed, kept, what => At = what, ct);
        At = null;
        return may;
    }

    /// <param name="file">What is wanted.</param>
    /// <param name="refused">Hears of a thing that is refused, and the next is begun; null ends it there.</param>
    /// <param name="ct">Ends it between two calls.</param>
    public async Task Run(JsonObject file, Action<string, CommandException>? refused, CancellationToken ct)
    {
        portable = new Portable(api, things);
        foreach (var kind in Kinds.All)
            foreach (var thing in file[kind.Section]?.AsArray() ?? [])
                await Try(() => Apply(kind, kind.Path, (JsonObject)thing!, "", false, ct), refused);
        foreach (var step in last) await Try(step, refused);
        At = null;
    }

    private async Task Try(Func<Task> work, Action<string, CommandException>? refused)
    {
        try
        {
            await work();
        }
        catch (CommandException error) when (refused is not null)
        {
            refused(At ?? "", error);
        }
    }

    private async Task Apply(Kind kind, string path, JsonObject said, string of, bool ofNew, CancellationToken ct)
    {
        var named = OrgThings.NameOf(kind, said);
        var what = of + (named.Length == 0 ? kind.Word : $"{kind.Word} \"{named}\"");
        At = what;
        var own = (JsonObject)said.DeepClone();
        foreach (var child in kind.Children) own.Remove(child.Section);

        var there = ofNew && dry ? null : await Find(kind, path, own, what, ct);
        // A new brand has its theme from birth, which a dry run cannot see.
        var inBirth = there is null && !kind.Makeable && ofNew && dry;
        var now = inBirth ? Promised(kind, what) : there is null ? await Create(kind, path, own, what, ct) : await Change(kind, path, there, own, what, ct);
        pruning.Keep(kind, path, now, said);
        var id = Members.Text(now, "id");
        if (kind == Kinds.Apps) Later(own, id, what, there is null, ct);
        foreach (var child in kind.Children)
            foreach (var one in said[child.Section]?.AsArray() ?? [])
                await Apply(child, child.PathBelow(path, id!), (JsonObject)one!, what + ": ", ofNew || there is null, ct);
    }

    private JsonObject Promised(Kind kind, string what)
    {
        told(new Step(Step.Changed, what, [$"that of the new {kind.Word} itself"]));
        return new JsonObject { ["id"] = "new" };
    }

    private async Task<JsonObject?> Find(Kind kind, string path, JsonObject said, string what, CancellationToken ct)
    {
        var all = await things.List(kind, path, ct);
        if (kind.Alone) return all.FirstOrDefault();
        if (kind == Kinds.Apps && Members.Text(said, "credentials.oauthClient.client_id") is { } clientId)
        {
            if (all.FirstOrDefault(app => Members.Text(app, "id") == clientId) is { } known) return known;
            if (all.Any(app => OrgThings.NameOf(kind, app) == OrgThings.NameOf(kind, said)))
                throw new CommandException($"{what}: an app of this name has another client_id, which no app changes. Take client_id out of the file to "
                    + "mean that app, or give this one another label.");
            return null;
        }
        var named = all.Where(one => OrgThings.NameOf(kind, one).Equals(OrgThings.NameOf(kind, said), StringComparison.Ordinal)
            && (kind.Within is null || Members.Text(one, kind.Within) == Members.Text(said, kind.Within))).ToArray();
        // The first brand is there from birth, and may have another name in another org.
        if (kind == Kinds.Brands && named.Length == 0 && said["isDefault"]?.GetValueKind() == JsonValueKind.True)
            return all.FirstOrDefault(brand => brand["isDefault"]?.GetValueKind() == JsonValueKind.True);
        return named.Length <= 1 ? named.FirstOrDefault()
            : throw new CommandException($"{what}: there are {named.Length} of this name. Say which by credentials.oauthClient.client_id: "
                + $"{string.Join(" or ", named.Select(one => Members.Text(one, "id")))}.");
    }

    private async Task<JsonObject> Create(Kind kind, string path, JsonObject said, string what, CancellationToken ct)
    {
        if (!kind.Makeable) throw new CommandException($"{what}: none can be made; the one that is there has another name.");
        var body = (JsonObject)Members.WithoutNulls(await portable.Sent(kind, said, isNew: true, ct))!;
        if (dry)
        {
            var step = new Step(Step.Created, what, []);
            foreach (var attached in kind.Attached) await NamesOf(attached, said, ct);
            things.Promise(kind, OrgThings.NameOf(kind, said));
            told(step);
            return new JsonObject { ["id"] = "new" };
        }
        var made = await kind.Kept.Create(api, path, body, ct);
        told(new Step(Step.Created, what, kind.Kept.Remark(made) is { } remark ? [remark] : []));
        await Compare(kind, made, body, what);
        things.Made(path, made);
        if (kind.Switched) await Switch(kind, path, Members.Text(made, "id")!, Members.Text(made, "status"), Members.Text(said, "status"), ct);
        foreach (var attached in kind.Attached) await Attach(path, made, attached, said, ct);
        return made;
    }

    private async Task<JsonObject> Change(Kind kind, string path, JsonObject there, JsonObject said, string what, CancellationToken ct)
    {
        var before = await portable.Of(kind, path, there, ct);
        var wanted = Members.Overlay(before, await Portable.Written(kind, said));
        if (kind == Kinds.Apps) foreach (var (member, _) in AppPolicies.All) wanted[member] = before[member]?.DeepClone();
        var differences = Difference.Between(before, wanted);
        if (differences.Count == 0)
        {
            Unchanged++;
            return there;
        }
        var step = new Step(Step.Changed, what, [.. differences.Select(one => one.ToString())]);
        if (dry) await Resolve(kind, said, ct);
        else await Write(kind, path, there, said, what, differences, ct);
        told(step);
        return there;
    }

    /// <summary>A dry run stops at a name that nothing has, as the real one does.</summary>
    private async Task Resolve(Kind kind, JsonObject said, CancellationToken ct)
    {
        await portable.Sent(kind, said, isNew: false, ct);
        foreach (var attached in kind.Attached) await NamesOf(attached, said, ct);
    }

    /// <summary>Members that the server does not know are no error to it, as Okta has it: whoever wrote the file has to hear of them.</summary>
    private async Task Compare(Kind kind, JsonObject answer, JsonObject sent, string what)
    {
        if (kind.Kept != Keeping.Resources) return;
        var (told, wanted) = (await Portable.Written(kind, answer), await Portable.Written(kind, sent));
        unkept.AddRange(Difference.Between(told, Members.Overlay(told, wanted)).Where(one => one.Before is null && !(kind.Switched && one.Place == "status"))
            .Select(one => $"{what}: {one.Place}"));
    }

    private async Task Write(Kind kind, string path, JsonObject there, JsonObject said, string what, IReadOnlyList<Difference> differences,
        CancellationToken ct)
    {
        var (id, status) = (Members.Text(there, "id") ?? "", Members.Text(there, "status"));
        var own = differences.Where(one => !(kind.Switched && one.Place == "status") && kind.Attached.All(attached => attached.Member != one.Place));
        if (own.Any())
        {
            var sent = await portable.Sent(kind, said, isNew: false, ct);
            var body = Members.Overlay(there, sent);
            body.Remove("_links");
            body.Remove("_embedded");
            // Nobody knows the secret but the server; what it does not read stays.
            await Members.Remove(body, "credentials.oauthClient.client_secret");
            if (kind.ChangedWhileOff && status == Active) await Switch(kind, path, id, status, Inactive, ct);
            var wanted = Members.Text(said, "status") ?? status;
            if (await kind.Kept.Replace(api, path, there, body, ct) is { } now)
            {
                status = Members.Text(now, "status");
                await Compare(kind, now, sent, what);
            }
            await Switch(kind, path, id, status, wanted, ct);
        }
        else await Switch(kind, path, id, status, Members.Text(said, "status"), ct);
        foreach (var attached in kind.Attached) await Attach(path, there, attached, said, ct);
    }

    private async Task Switch(Kind kind, string path, string id, string? status, string? wanted, CancellationToken ct)
    {
        if (!kind.Switched || wanted is null || wanted == status || wanted is not (Active or Inactive)) return;
        await api.Call(HttpMethod.Post, $"{path}/{id}/lifecycle/{(wanted == Active ? "activate" : "deactivate")}", null, ct);
    }

    /// <summary>What the list says is there afterwards, and nothing else.</summary>
    private async Task Attach(string path, JsonObject thing, Attached attached, JsonObject said, CancellationToken ct)
    {
        if (await NamesOf(attached, said, ct) is not { } wanted) return;
        var below = $"{path}/{Members.Text(thing, "id")}";
        var there = await api.ListOf(below + attached.Path, ct);
        foreach (var entry in there.Where(entry => !wanted.Contains(attached.Name(entry)!)))
            await api.Call(HttpMethod.Delete, $"{below}{attached.Path}/{Attached.IdOf(entry)}", null, ct);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (there.Any(entry => attached.Name(entry) == wanted[i])) continue;
            var (method, address, body) = attached.Add(wanted[i], i, api.Org);
            await api.Call(method, below + address, body, ct);
        }
    }

    private async Task<List<string>?> NamesOf(Attached attached, JsonObject said, CancellationToken ct)
    {
        if (said[attached.Member] is not JsonArray names) return null;
        var ids = new List<string>();
        foreach (var name in names) ids.Add(attached.To is { } section ? await things.IdOf(section, name!.ToString(), null, ct) : name!.ToString());
        return ids;
    }

    /// <summary>An app names policies, and policies name apps: the first waits until both are there.</summary>
    private void Later(JsonObject said, string? id, string what, bool isNew, CancellationToken ct)
    {
        foreach (var (member, type) in AppPolicies.All)
        {
            if (Members.Text(said, member) is not { } name) continue;
            last.Add(async () =>
            {
                At = what;
                var policy = await things.IdOf(Kinds.Policies.Section, name, type, ct);
                var now = isNew ? null : await api.Call(HttpMethod.Get, $"{Kinds.Apps.Path}/{id}", null, ct) as JsonObject;
                if (now is not null && Members.Text(now, $"_links.{member}.href")?.EndsWith("/" + policy, StringComparison.Ordinal) is true) return;
                if (!dry) await api.Call(HttpMethod.Put, $"{Kinds.Apps.Path}/{id}/policies/{policy}", null, ct);
                told(new Step(Step.Changed, what, [$"{member}: → {name}"]));
            });
        }
    }
}
