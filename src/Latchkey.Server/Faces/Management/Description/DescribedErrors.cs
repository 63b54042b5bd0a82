using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Description;

/// <summary>How calls are refused: one shape, and what each status means here. Contract §3.0.</summary>
internal static class DescribedErrors
{
    private static readonly (string Status, string Name, string Said)[] All =
    [
        ("400", "Invalid", "What was sent is not well-formed (E0000003), is not allowed (E0000001), or cannot be searched for (E0000031)."),
        ("401", "Unauthenticated", "Nothing was shown that is accepted: E0000011, or E0000004 for a password."),
        ("403", "Forbidden", "E0000006: the role or the scope does not reach so far; the scope that is missing stands in WWW-Authenticate. E0000038, "
            + "E0000056: not in this state."),
        ("404", "NotFound", "E0000007: there is no such thing in this organization."),
        ("415", "WrongType", "E0000021: a body that is not JSON."),
        ("429", "TooMany", "E0000047: called too often. Retry-After says when it is worth another try."),
    ];

    public static JsonObject Responses() => new(All.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)new JsonObject
    {
        ["description"] = one.Said,
        ["headers"] = one.Status == "429"
            ? new JsonObject { ["Retry-After"] = Reference("headers", "Retry-After"), ["x-rate-limit-reset"] = Reference("headers", "x-rate-limit-reset") }
            : new JsonObject { ["x-okta-request-id"] = Reference("headers", "x-okta-request-id") },
        ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference("schemas", "Error") } },
    })));

    public static JsonObject Headers() => new()
    {
        ["link"] = Header("string", "Where a list goes on: rel=\"next\", beside rel=\"self\", a header each. RFC 8288."),
        ["x-okta-request-id"] = Header("string", "Names this request in the log of the server."),
        ["x-rate-limit-limit"] = Header("integer", "How many calls a minute the bucket has."),
        ["x-rate-limit-remaining"] = Header("integer", "How many of them are left."),
        ["x-rate-limit-reset"] = Header("integer", "When they are full again, in seconds since 1970."),
        ["Retry-After"] = Header("integer", "Seconds to wait. RFC 9110 §10.2.3."),
    };

    public static IEnumerable<(string Status, JsonObject Error)> Of(DescribedRoute route) =>
        from one in All
        where one.Status switch
        {
            "401" or "403" => route.Caller is not CallerKind.Anybody || route.Path.Contains("/authn", StringComparison.Ordinal),
            "404" => route.Path.Contains('{', StringComparison.Ordinal),
            "415" => route.Method is "POST" or "PUT" or "PATCH",
            "429" => route.Limit is not null,
            _ => true,
        }
        select (one.Status, Reference("responses", one.Name));

    public static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    private static JsonObject Header(string type, string said) => new() { ["description"] = said, ["schema"] = new JsonObject { ["type"] = type } };
}
