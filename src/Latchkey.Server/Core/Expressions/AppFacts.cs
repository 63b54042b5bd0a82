using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Expressions;

/// <summary>What an expression can see of an app.</summary>
public sealed record AppFacts(string Id, string Label, string ApplicationType, JsonObject Document)
{
    public JsonNode? Profile => Document["profile"];
}
