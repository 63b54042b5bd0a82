using System.Text.Json.Nodes;

namespace Latchkey.Tests.Kit;

public static class JsonShould
{
    /// <summary>The same values, whatever the order of members and the white space.</summary>
    public static void ShouldBeJson(this JsonNode? actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue($"was {actual?.ToJsonString() ?? "null"}");
}
