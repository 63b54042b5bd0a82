using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Schemas;

/// <summary>What somebody wants changed in a schema: by name, what is said of an attribute, or null to take it away.</summary>
/// <param name="Base">Of those that every org has.</param>
/// <param name="Custom">Of those that an administrator adds.</param>
internal sealed record SchemaWish(IReadOnlyList<KeyValuePair<string, JsonObject?>> Base, IReadOnlyList<KeyValuePair<string, JsonObject?>> Custom);
