using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>A call as it is copied: for curl, and for our own program. Without a token.</summary>
internal static class CallText
{
    /// <summary>As a body is shown.</summary>
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Up to where a body begins.</summary>
    public static string Curl(string method, string url, string? body) =>
        $"curl -X {method} {ShellText.Quoted(url)} \\\n  -H 'Authorization: SSWS YOUR_API_TOKEN'" + body switch
        {
            null => "",
            FormCall.File => " \\\n  -F file=@FILE",
            _ => " -H 'Content-Type: application/json' \\\n  -d ",
        };

    /// <summary>Up to where a body begins.</summary>
    public static string Cli(string method, string path, string? body) => $"latchkey api {method} {ShellText.Quoted(path)}" + body switch
    {
        null => "",
        FormCall.File => " --file FILE",
        _ => " -d ",
    };

    /// <summary>A body whose fields nobody has filled in yet.</summary>
    public static string Unfilled(string? body) => body is null or FormCall.File ? ""
        : ShellText.Quoted(Unfilled(JsonNode.Parse(body))!.ToJsonString(Indented));

    private static JsonNode? Unfilled(JsonNode? node) => node switch
    {
        JsonArray { Count: 3 } when node[0] is JsonValue first && first.TryGetValue<string>(out var word) && word == "if" => Unfilled(node[2]),
        JsonObject body => new JsonObject(body.Select(one => KeyValuePair.Create(one.Key, Unfilled(one.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Unfilled)]),
        JsonValue text when text.TryGetValue<string>(out var mark) => mark switch
        {
            ['*', '*', ..] => new JsonObject { ["…"] = "…" },
            ['*', _, ..] or ['[', ']', _, ..] => new JsonArray("…"),
            ['?', _, ..] => false,
            ['$' or '#', _, ..] => "…",
            _ => mark,
        },
        _ => node?.DeepClone(),
    };
}
