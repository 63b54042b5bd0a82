using System.Text.Json.Nodes;
using Latchkey.Server.Core.LogStreams;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Faces.Management.Log;

/// <summary>What is asked of whoever makes a log stream, as a form would read it.</summary>
internal static class LogStreamSchema
{
    public static JsonObject Of(Org org)
    {
        var self = $"{org.Url}/api/v1/meta/schemas/logStream/{LogStream.Collector}";
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["id"] = self,
            ["title"] = "Collector of events by HTTP",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["settings"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["edition"] = new JsonObject
                        {
                            ["title"] = "Edition of Splunk Cloud", ["type"] = "string",
                            ["enum"] = new JsonArray([.. LogStreamSettings.Editions.Select(edition => (JsonNode)edition)]),
                        },
                        ["host"] = new JsonObject { ["title"] = "Host", ["type"] = "string" },
                        ["token"] = new JsonObject { ["title"] = "Token of the collector", ["type"] = "string", ["writeOnly"] = true },
                    },
                    ["required"] = new JsonArray("host", "token"),
                },
                ["name"] = new JsonObject { ["title"] = "Name", ["type"] = "string", ["writeOnce"] = false },
            },
            ["required"] = new JsonArray("name", "settings"),
            ["errorMessage"] = new JsonObject(),
            ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = self, ["method"] = "GET" } },
        };
    }
}
