using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>The calls that stand for the forms of the console, by page and by form: <see cref="FormCallTable"/>, with what its routes need.</summary>
internal sealed partial class FormCalls(EndpointDataSource routes)
{
    /// <summary>In the addresses of pages that are about one button.</summary>
    private const string Step = "step";

    private readonly Lazy<ILookup<string, Known>> ofPages = new(() => Read(routes));

    /// <summary>Those of the page that is asked for, if whoever asks may press the buttons.</summary>
    public IReadOnlyList<ShownCall> On(HttpContext http) => PatternOf(http) is not { } page ? []
        : [.. ofPages.Value[page].Where(one => http.GetRouteValue(Step) is not string step || one.Call.Do == step)
            .Where(one => one.Needs is null || one.Needs.ByStep is not null || http.Administrator.May(one.Needs.Right))
            .Select(one => Shown(http, one)).DistinctBy(call => (call.Method, call.Path, call.Command))];

    /// <summary>The one that stands for what a form asks; null: none does.</summary>
    public static FormCall? Of(HttpContext http, FormState form)
    {
        if (PatternOf(http) is not { } pattern || !FormCallTable.All.TryGetValue(pattern, out var calls)) return null;
        var pressed = http.GetRouteValue(Step) as string ?? form.Text(RowForm.Do);
        return calls.FirstOrDefault(call => call.Do == pressed);
    }

    /// <summary>An address of the console, with what the request's own address names.</summary>
    public static string AddressOf(HttpContext http, string pattern) =>
        ConsoleAccess.Path + Named().Replace(pattern, found => Uri.EscapeDataString(http.GetRouteValue(found.Groups["name"].Value) as string ?? ""))
        + BrandOf(http);

    private static string BrandOf(HttpContext http) =>
        http.Request.Query["brand"].ToString() is { Length: > 0 } brand ? $"?brand={Uri.EscapeDataString(brand)}" : "";

    private static ShownCall Shown(HttpContext http, Known one) => new(one.Call.Method, PathOf(http, one.Call.Path),
        one.Body is { } body ? Resolved(http, body)!.ToJsonString() : one.Call.Body, AddressOf(http, one.Form), one.Call.Command);

    private static string PathOf(HttpContext http, string path) => Named().Replace(path, found => found.Groups["name"].Value switch
    {
        ['$', .. var field] => Placeholder(field),
        ['@', .. var asked] => http.Request.Query[asked].ToString() is { Length: > 0 } said ? Uri.EscapeDataString(said) : Placeholder(asked),
        var name => http.GetRouteValue(name) is string value ? Uri.EscapeDataString(value) : Placeholder(name),
    });

    /// <summary>With what stands in the address of the page.</summary>
    private static JsonNode? Resolved(HttpContext http, JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(part.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, Resolved(http, one.Value)))),
        JsonValueKind.Array => new JsonArray([.. part.EnumerateArray().Select(one => Resolved(http, one))]),
        JsonValueKind.String => part.GetString() switch
        {
            "@org" => http.Org.Url,
            ['@', .. var asked] => http.Request.Query[asked].ToString(),
            ['/', .. var named] => http.GetRouteValue(named) as string,
            var mark => mark,
        },
        _ => JsonValue.Create(part),
    };

    private static string Placeholder(string name) => Humps().Replace(name, "_").ToUpperInvariant();

    private static string? PatternOf(HttpContext http) => http.GetEndpoint() is RouteEndpoint route ? PatternOf(route) : null;

    private static string? PatternOf(RouteEndpoint route) =>
        "/" + route.RoutePattern.RawText!.Trim('/') is var path && path.StartsWith(ConsoleAccess.Path + "/", StringComparison.Ordinal)
            ? path[ConsoleAccess.Path.Length..] : null;

    private static ILookup<string, Known> Read(EndpointDataSource routes)
    {
        var needs = new Dictionary<string, Needs?>(StringComparer.Ordinal);
        foreach (var route in routes.Endpoints.OfType<RouteEndpoint>())
            if (PatternOf(route) is { } pattern && route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true)
                needs[pattern] = route.Metadata.GetMetadata<Needs>();
        return FormCallTable.All.SelectMany(form => form.Value.Where(call => !call.IsOnThePage)
                .Select(call => new Known(form.Key, call, needs.GetValueOrDefault(form.Key), Parsed(call.Body)))
                .SelectMany(known => new[] { form.Key, known.Call.Page ?? form.Key }.Distinct().Select(page => (Page: page, Known: known))))
            .ToLookup(one => one.Page, one => one.Known, StringComparer.Ordinal);
    }

    private static JsonElement? Parsed(string? body) => body is null or FormCall.File ? null : JsonElement.Parse(body);

    /// <param name="Form">Where it is sent.</param>
    /// <param name="Call">What does the same.</param>
    /// <param name="Needs">Of whom; null: of nobody in particular.</param>
    /// <param name="Body">Of the call, read once; null: none, or a file.</param>
    private sealed record Known(string Form, FormCall Call, Needs? Needs, JsonElement? Body);

    [GeneratedRegex(@"\{(?<name>[^}]+)\}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Named();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Humps();
}
