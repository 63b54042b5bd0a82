using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What came of asking an inline hook.</summary>
internal abstract record HookAnswer
{
    private const int Deepest = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    private HookAnswer()
    {
    }

    /// <summary>It has nothing to say: everything stays as it is.</summary>
    public static readonly HookAnswer Nothing = new Silence();

    /// <summary>An object in strict JSON; null for anything else.</summary>
    public static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Strict) is JsonObject said && JsonText.IsText(body, Deepest) ? said : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What it wants done, by its commands of the type <c>com.okta.action.update</c>.</summary>
    /// <param name="said">Its answer.</param>
    /// <param name="about">With what.</param>
    public static IReadOnlyList<string> Actions(JsonObject said, string about) => [.. Commands(said, "com.okta.action.update")
        .Select(value => value[about]?.GetValueKind() == JsonValueKind.String ? value[about]!.GetValue<string>() : null).OfType<string>()];

    /// <summary>The values of its commands of one type, as far as they are objects.</summary>
    public static IReadOnlyList<JsonObject> Commands(JsonObject said, string type) => [.. (said["commands"] as JsonArray ?? [])
        .OfType<JsonObject>().Where(command => command["type"]?.ToString() == type).Select(command => command["value"]).OfType<JsonObject>()];

    internal sealed record Said(JsonObject Body) : HookAnswer;

    internal sealed record Silence : HookAnswer;

    /// <summary>No answer, or none that can be used.</summary>
    internal sealed record Failed(string Reason) : HookAnswer;
}
