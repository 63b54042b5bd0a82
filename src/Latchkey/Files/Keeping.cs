using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>
/// How the API keeps the things of a kind: a list of objects with ids, made by POST, replaced by PUT, taken away by DELETE. A kind that is kept in another
/// way says so by a class of its own.
/// </summary>
public class Keeping
{
    protected const string Active = "ACTIVE";

    public static readonly Keeping Resources = new();

    public virtual async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct)
    {
        var all = new List<JsonObject>();
        foreach (var query in kind.Queries) all.AddRange(await api.ListOf($"{path}{query}{(query.Length == 0 ? "?" : "&")}limit=200", ct));
        return all;
    }

    public virtual async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct) =>
        (JsonObject)(await api.Call(HttpMethod.Post, path, body, ct))!;

    /// <param name="api">The org's.</param>
    /// <param name="path">Of the list.</param>
    /// <param name="there">What it is now.</param>
    /// <param name="body">What it is to be, whole.</param>
    /// <param name="ct">Ends it.</param>
    public virtual async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct) =>
        await api.Call(HttpMethod.Put, $"{path}/{Id(there)}", body, ct) as JsonObject;

    public virtual async Task Remove(ManagementApi api, Kind kind, string path, JsonObject there, CancellationToken ct)
    {
        if (kind.Switched && Members.Text(there, "status") == Active)
            await api.Call(HttpMethod.Post, $"{path}/{Id(there)}/lifecycle/deactivate", null, ct);
        await api.Call(HttpMethod.Delete, $"{path}/{Id(there)}", null, ct);
    }

    /// <summary>The same in the words and the order that what is there is told in: what is said in another way is no difference.</summary>
    public virtual JsonObject Tidy(JsonObject said) => said;

    /// <summary>What whoever made it has still to know; null: nothing.</summary>
    public virtual string? Remark(JsonObject made) => null;

    protected static string Id(JsonObject thing) => Uri.EscapeDataString(Members.Text(thing, "id") ?? "");

    /// <summary>The list that an answer holds in a member, beside its links.</summary>
    protected static async Task<IReadOnlyList<JsonObject>> Held(ManagementApi api, string path, string member, CancellationToken ct) =>
        (await api.Call(HttpMethod.Get, path, null, ct))?[member] is JsonArray list
            ? [.. list.OfType<JsonObject>().Select(one => (JsonObject)one.DeepClone())] : [];

    protected static IReadOnlyList<string> Words(JsonObject of, string member) => of[member] is JsonArray list ? [.. list.Select(one => one!.ToString())] : [];

    /// <summary>What is at an address; null where nothing is.</summary>
    protected static async Task<JsonObject?> Find(ManagementApi api, string path, CancellationToken ct)
    {
        try
        {
            return await api.Call(HttpMethod.Get, path, null, ct) as JsonObject;
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.NotFound && !error.IsUnknownPath)
        {
            return null;
        }
    }
}
