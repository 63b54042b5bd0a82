using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;

namespace Latchkey.Server.Faces.Console.Workflow.Kit;

/// <summary>What would make a hook what it is, as a call of the management API. Without its secret.</summary>
internal static class HookCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string orgUrl, EventHook hook) => Put($"{orgUrl}/api/v1/eventHooks/{hook.Id}", new JsonObject
    {
        ["name"] = hook.Name, ["description"] = hook.Description,
        ["events"] = new JsonObject { ["type"] = EventHookDraft.EventType, ["items"] = new JsonArray([.. hook.Events.Select(type => (JsonNode)type)]) },
        ["channel"] = Channel(hook.Channel),
    });

    public static string Of(string orgUrl, InlineHook hook) => Put($"{orgUrl}/api/v1/inlineHooks/{hook.Id}", new JsonObject
    {
        ["name"] = hook.Name, ["type"] = hook.Type, ["version"] = hook.Version, ["channel"] = Channel(hook.Channel),
    });

    private static JsonObject Channel(HookChannel channel)
    {
        var config = new JsonObject
        {
            ["uri"] = channel.Uri,
            ["headers"] = new JsonArray([.. channel.Headers.Select(header => (JsonNode)new JsonObject { ["key"] = header.Key, ["value"] = header.Value })]),
        };
        if (channel.AuthHeader is { } name) config["authScheme"] = new JsonObject { ["type"] = "HEADER", ["key"] = name };
        return new() { ["type"] = channel.Type, ["version"] = channel.Version, ["config"] = config };
    }

    private static string Put(string address, JsonObject body) => $"""
        curl -X PUT {address} \
          -H 'Authorization: SSWS YOUR_API_TOKEN' -H 'Content-Type: application/json' \
          -d '{body.ToJsonString(Indented).Replace("'", @"'\''", StringComparison.Ordinal)}'
        """;
}
