using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>Where people come from. Everything is read as it is needed: files may be larger than memory.</summary>
public interface ISource
{
    /// <summary>Attributes that its people have beside those of every org, as the schema takes them; by name.</summary>
    Task<IReadOnlyDictionary<string, JsonObject>> Attributes(Leftovers left, CancellationToken ct);

    IAsyncEnumerable<FoundGroup> Groups(Leftovers left, CancellationToken ct);

    IAsyncEnumerable<FoundPerson> People(Leftovers left, CancellationToken ct);

    /// <summary>Configuration, as an org file has it: applied thing by thing after the people.</summary>
    Task<JsonObject> Configuration(Leftovers left, CancellationToken ct);

    /// <summary>Who is assigned to an app by themselves: its label here, ids of people there.</summary>
    IAsyncEnumerable<(string App, string PersonId)> Assignments(Leftovers left, CancellationToken ct);
}
