using System.Text.Json.Nodes;

namespace Latchkey.Cli.Files;

/// <summary>A list of names that a file has in an object and the API beside it.</summary>
/// <param name="Member">What it is called in the file.</param>
/// <param name="Path">Below the object's address.</param>
/// <param name="Name">What an entry of the API's list is called in the file.</param>
/// <param name="To">The section of what the names stand for; null where they stand for themselves.</param>
/// <param name="Add">How one is put there, from its id or name, its place in the list and the org.</param>
public sealed record Attached(string Member, string Path, Func<JsonObject, string?> Name, string? To,
    Func<string, int, Uri, (HttpMethod Method, string Path, JsonObject? Body)> Add)
{
    /// <summary>What an entry is removed by.</summary>
    public static string? IdOf(JsonObject entry) => entry["id"]?.GetValue<string>();
}
