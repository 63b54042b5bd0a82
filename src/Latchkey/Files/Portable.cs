using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>A thing of the API as a file has it, and back: names in place of ids, and nothing that the server sets by itself.</summary>
public sealed class Portable(ManagementApi api, OrgThings things)
{
    public async Task<JsonObject> Of(Kind kind, string path, JsonObject thing, CancellationToken ct)
    {
        var made = (JsonObject)Members.WithoutNulls(await Written(kind, thing))!;
        foreach (var reference in kind.References)
            await Members.Change(made, reference.Place, async id => JsonValue.Create(await things.NameOf(reference.To, id.ToString(), ct)));
        foreach (var attached in kind.Attached)
        {
            var names = new JsonArray();
            foreach (var entry in await api.ListOf($"{path}/{Members.Text(thing, "id")}{attached.Path}", ct))
                if (attached.Name(entry) is { } name) names.Add(attached.To is { } section ? await things.NameOf(section, name, ct) : name);
            // Names that stand for themselves come in no order that says anything.
            made[attached.Member] = attached.To is null ? new JsonArray([.. names.Select(name => name!.ToString()).Order(StringComparer.Ordinal)]) : names;
        }
        if (kind == Kinds.Apps)
            foreach (var (member, type) in AppPolicies.All)
                if (await PolicyOf(thing, member, type, ct) is { } policy) made[member] = policy;
        foreach (var secret in kind.Secrets) secret.Name(OrgThings.NameOf(kind, thing), made);
        return made;
    }

    /// <summary>What a file says, as the API takes it.</summary>
    public async Task<JsonObject> Sent(Kind kind, JsonObject said, bool isNew, CancellationToken ct)
    {
        var made = await Written(kind, said);
        foreach (var secret in kind.Secrets) secret.Fill(said, made, $"{kind.Word} \"{OrgThings.NameOf(kind, said)}\"", isNew);
        foreach (var attached in kind.Attached) made.Remove(attached.Member);
        if (kind == Kinds.Apps) foreach (var (member, _) in AppPolicies.All) made.Remove(member);
        foreach (var reference in kind.References)
            await Members.Change(made, reference.Place, async name => JsonValue.Create(await things.IdOf(reference.To, name.ToString(), null, ct)));
        return made;
    }

    /// <summary>Without what is not for a file.</summary>
    public static async Task<JsonObject> Written(Kind kind, JsonObject thing)
    {
        var made = (JsonObject)thing.DeepClone();
        foreach (var place in kind.Unwritten) await Members.Remove(made, place);
        return kind.Kept.Tidy(made);
    }

    /// <summary>Null where it is the one that every org has.</summary>
    private async Task<string?> PolicyOf(JsonObject app, string link, string type, CancellationToken ct)
    {
        if (Members.Text(app, $"_links.{link}.href") is not { } address) return null;
        var id = address[(address.LastIndexOf('/') + 1)..];
        var policy = (await things.List(Kinds.Policies, Kinds.Policies.Path, ct)).FirstOrDefault(one => Members.Text(one, "id") == id);
        return policy is null || Members.Text(policy, "type") != type || policy["system"]?.GetValue<bool>() == true ? null : Members.Text(policy, "name");
    }
}
