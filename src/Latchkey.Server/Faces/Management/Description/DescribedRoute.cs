using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.Refusals;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Description;

/// <summary>One method of one address of the API, with what its route states of it.</summary>
internal sealed partial record DescribedRoute(string Path, string Method, CallerKind Caller, RateLimit? Limit)
{
    private const string Api = "/api/v1/";

    private static readonly string[] Beside = ["/attack-protection/api/v1/", "/oauth2/v1/clients", "/oauth2/v1/global-token-revocation"];

    private static readonly HashSet<string> Refused = [.. RefusedOperations.All.Select(one => "/api/v1" + one.Path)];

    private static readonly string[] Described = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>What is served, and not what is there to be refused.</summary>
    public static bool IsDescribed(string path) => !Refused.Contains(path) && !path.Contains('*', StringComparison.Ordinal)
        && (path.StartsWith(Api, StringComparison.Ordinal) || Beside.Any(start => path.StartsWith(start, StringComparison.Ordinal)));

    public static IEnumerable<DescribedRoute> All(EndpointDataSource routes) =>
        from route in routes.Endpoints.OfType<RouteEndpoint>()
        let path = "/" + route.RoutePattern.RawText!.Trim('/')
        where IsDescribed(path)
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        where Described.Contains(method)
        select new DescribedRoute(path, method, route.Metadata.GetMetadata<CalledBy>()!.Kind, route.Metadata.GetMetadata<RateLimit>());

    /// <summary>The least of the scopes that will do, if any does.</summary>
    private IEnumerable<string> Scopes =>
        ApiScopes.Needed(new DefaultHttpContext { Request = { Method = Method, Path = Parameter().Replace(Path, "one") } }.Request)
        .Where(Core.ApiAccess.ManagementScopes.All.Contains).Take(1);

    private string[] Segments => [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .SkipWhile(part => part is "api" or "v1" or "oauth2" or "internal")];

    /// <summary>Adds to what the framework found.</summary>
    public void Complete(JsonObject operation, DescribedBodies bodies)
    {
        operation["operationId"] = Name();
        operation["tags"] = new JsonArray(Segments[0] == "attack-protection" ? "attackProtection" : Segments[0]);
        operation["summary"] = Summary();
        AddParameters(operation);
        operation.Remove("requestBody");
        if (bodies.TakenBy(this) is { } taken) operation["requestBody"] = taken;
        operation["responses"] = bodies.AnsweredBy(this);
        foreach (var (status, error) in DescribedErrors.Of(this)) operation["responses"]![status] = error;
        operation["security"] = DescribedSecurity.Of(Caller, Scopes);
        if (Limit is { } limit)
            operation["x-rate-limit"] = new JsonObject { ["bucket"] = limit.Bucket, ["perMinute"] = limit.PerMinute };
    }

    /// <summary>Of the method and the address, so that it stays what it is: <c>getAppsByAppIdGroups</c>.</summary>
    private string Name() => Method.ToLowerInvariant()
        + string.Concat(Segments.Select(
            part => part is ['{', .. var name, '}'] ? "By" + Capital(name) : string.Concat(part.Split('-', '_', '.').Select(Capital))));

    private string Summary()
    {
        var parts = Segments;
        var last = parts[^1];
        var of = parts.Length > 1 && !last.StartsWith('{') ? string.Join(' ', parts[..^1].Where(part => !part.StartsWith('{')).Reverse().Select(Spoken)) : "";
        if (parts.Length > 1 && parts[^2] == "lifecycle") return Sentence(
            $"{Spoken(last)}, of {Spoken(parts.Last(part => part != last && part is not "lifecycle" && !part.StartsWith('{')))}");
        var named = last.StartsWith('{') ? "one of " + string.Join(" of ", parts.Where(part => !part.StartsWith('{')).Reverse().Select(Spoken))
            : of.Length > 0 ? $"{Spoken(last)} of {of}" : Spoken(last);
        return Sentence(Method switch { "GET" => "read", "PUT" => "replace or set", "PATCH" => "change parts of", "DELETE" => "remove", _ => "add or do" }
            + " " + named);
    }

    private void AddParameters(JsonObject operation)
    {
        var parameters = new JsonArray();
        foreach (Match part in Parameter().Matches(Path))
            parameters.Add(new JsonObject
            {
                ["name"] = part.Value[1..^1], ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" },
            });
        foreach (var query in DescribedQuery.Of(Method, Path)) parameters.Add(query);
        operation.Remove("parameters");
        if (parameters.Count > 0) operation["parameters"] = parameters;
    }

    private static string Sentence(string words) => Capital(words);

    /// <summary>Words as they are said: <c>trustedOrigins</c> is "trusted origins".</summary>
    private static string Spoken(string part) => Hump().Replace(part.Replace('_', ' ').Replace('-', ' '), " $1").ToLower(CultureInfo.InvariantCulture);

    private static string Capital(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("(?<=[a-z])([A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hump();
}
