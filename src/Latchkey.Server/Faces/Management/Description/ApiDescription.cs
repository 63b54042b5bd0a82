using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Latchkey.Server.Faces.Management.Description;

/// <summary>
/// The OpenAPI document. Addresses and their parameters are the framework's reading of the routes; who may call one, what it takes and answers is added from
/// what the routes state and from <c>bodies.json</c>. Written once: routes do not change while a server runs.
/// </summary>
internal sealed class ApiDescription(IServiceProvider services)
{
    public const string Document = "api";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly Lazy<Task<byte[]>> written = new(() => Write(services));

    public Task<byte[]> Read() => written.Value;

    private static async Task<byte[]> Write(IServiceProvider services)
    {
        var found = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document).GetOpenApiDocumentAsync(CancellationToken.None);
        found.Info = new OpenApiInfo
        {
            Title = "Latchkey management and sign-in API", Version = "1",
            Description = "The organization is the host that is asked. Requests and answers are JSON; what a request holds that is not described is ignored.",
        };
        var document = JsonNode.Parse(await found.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!.AsObject();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The organization whose host was asked." });
        var bodies = DescribedBodies.Load();
        foreach (var route in DescribedRoute.All(services.GetRequiredService<EndpointDataSource>()))
            route.Complete(document["paths"]![route.Path]![route.Method.ToLowerInvariant()]!.AsObject(), bodies);
        document["components"] = new JsonObject
        {
            ["schemas"] = bodies.Schemas(), ["responses"] = DescribedErrors.Responses(), ["headers"] = DescribedErrors.Headers(),
            ["securitySchemes"] = DescribedSecurity.Schemes(),
        };
        document["tags"] = new JsonArray([.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .SelectMany(one => one.Value!["tags"]!.AsArray()).Select(tag => tag!.GetValue<string>()).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(tag => new JsonObject { ["name"] = tag })]);
        return JsonSerializer.SerializeToUtf8Bytes(document, Readable);
    }
}
