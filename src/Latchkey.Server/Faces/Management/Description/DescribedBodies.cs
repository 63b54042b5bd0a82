using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Latchkey.Server.Faces.Management.Description;

/// <summary>
/// What calls take and answer: <c>bodies.json</c>, in which an operation says its status, the shape of its answer and of what it takes. Handlers read bodies
/// member by member, so no type says it; the test holds answers of the server against it.
/// </summary>
internal sealed partial class DescribedBodies
{
    private readonly JsonObject schemas;
    private readonly Dictionary<string, JsonObject> operations;

    private DescribedBodies(JsonObject schemas, Dictionary<string, JsonObject> operations) => (this.schemas, this.operations) = (schemas, operations);

    public static DescribedBodies Load()
    {
        using var file = typeof(DescribedBodies).Assembly.GetManifestResourceStream("Latchkey.Server.Faces.Management.Description.bodies.json")!;
        var all = JsonNode.Parse(file)!.AsObject();
        return new(all["schemas"]!.AsObject(), all["operations"]!.AsObject()
            .ToDictionary(one => Key(one.Key), one => one.Value!.AsObject(), StringComparer.Ordinal));
    }

    /// <summary>What is in the file, for a test: each is served.</summary>
    public IEnumerable<string> Operations => operations.Keys;

    /// <summary>An operation whatever its parameters are called.</summary>
    public static string Key(string operation) => Parameter().Replace(operation, "{}");

    public JsonObject Schemas()
    {
        var all = schemas.DeepClone().AsObject();
        all["Error"] = JsonNode.Parse("""
            {
              "type": "object", "description": "Why not.", "required": ["errorCode", "errorSummary", "errorLink", "errorId", "errorCauses"],
              "properties": {
                "errorCode": {"type": "string", "description": "What programs go by."},
                "errorSummary": {"type": "string"}, "errorLink": {"type": "string"},
                "errorId": {"type": "string", "description": "Names the request in the log of the server."},
                "errorCauses": {"type": "array", "items": {"type": "object", "properties": {"errorSummary": {"type": "string"}}}}
              }
            }
            """);
        return all;
    }

    public JsonObject? TakenBy(DescribedRoute route)
    {
        if (Said(route)?["takes"] is not { } shape) return null;
        return new JsonObject
        {
            ["required"] = Said(route)!["optional"]?.GetValue<bool>() != true,
            ["content"] = new JsonObject
            {
                [Said(route)!["as"]?.GetValue<string>() ?? "application/json"] =
                new JsonObject { ["schema"] = shape.DeepClone() }
            },
        };
    }

    public JsonObject AnsweredBy(DescribedRoute route)
    {
        var said = Said(route);
        var status = said?["status"]?.GetValue<int>() ?? (route.Method == "DELETE" ? 204 : 200);
        var answer = new JsonObject { ["description"] = status == 204 ? "Done; nothing to say." : status == 201 ? "Made." : "Done." };
        var headers = new JsonObject { ["x-okta-request-id"] = DescribedErrors.Reference("headers", "x-okta-request-id") };
        if (said?["answers"]?["type"]?.GetValue<string>() == "array") headers["link"] = DescribedErrors.Reference("headers", "link");
        if (route.Limit is not null)
            foreach (var name in (string[])["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"]) headers[name] =
                DescribedErrors.Reference("headers", name);
        answer["headers"] = headers;
        if (said?["answers"] is { } shape) answer["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = shape.DeepClone() } };
        return new JsonObject { [$"{status}"] = answer };
    }

    private JsonObject? Said(DescribedRoute route) => operations.GetValueOrDefault(Key($"{route.Method} {route.Path}"));

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
