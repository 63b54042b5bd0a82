using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Associations;

/// <summary>What an org adds to one of the files; it has the shape that its readers expect. Contract §3.8.</summary>
internal sealed record WellKnownDraft
{
    private const string Field = "representation";
    private const int Longest = 32 * 1024;
    private const int MostOrigins = 20;

    private WellKnownDraft(string name, JsonNode document) => (Name, Document) = (name, document);

    public string Name { get; }
    public JsonNode Document { get; }

    /// <param name="name">One of <see cref="WellKnownName.All"/>.</param>
    /// <param name="given">The file as it was sent.</param>
    /// <param name="here">The org is on a developer's machine: so are the sites there that use its passkeys, without https.</param>
    /// <exception cref="RuleException">No reader of such files would take it.</exception>
    public static WellKnownDraft Of(string name, JsonNode? given, bool here = false)
    {
        if (given is null) throw new RuleException(Field, "The field cannot be left blank");
        if (Encoding.UTF8.GetByteCount(given.ToJsonString()) > Longest) throw new RuleException(Field, $"must have at most {Longest} bytes");
        switch (name)
        {
            case WellKnownName.AssetLinks:
                if (given is not JsonArray list
                    || !list.All(item => item is JsonObject link && link["relation"] is JsonArray && link["target"] is JsonObject))
                    throw new RuleException(Field, "must be a list of objects, each with a relation and a target");
                break;
            case WellKnownName.Apple:
                if (given is not JsonObject file) throw new RuleException(Field, "must be an object");
                Require(file, "webcredentials", "apps");
                Require(file, "applinks", "details");
                break;
            default:
                if (given is not JsonObject { Count: 1 } site || site["origins"] is not JsonArray { Count: <= MostOrigins } origins
                    || !origins.All(origin => IsOrigin(origin, here)))
                    throw new RuleException(Field, $"must be an object with origins: up to {MostOrigins} of them, each like https://example.com");
                break;
        }
        return new(name, given.DeepClone());
    }

    private static void Require(JsonObject file, string part, string list)
    {
        if (file[part] is null) return;
        if (file[part] is not JsonObject inner || inner[list] is not (null or JsonArray))
            throw new RuleException(Field, $"{part} must be an object with {list}");
    }

    /// <summary>As a browser writes it (RFC 6454 §6.2), since it is compared whole.</summary>
    private static bool IsOrigin(JsonNode? given, bool here) => given is JsonValue value && value.TryGetValue<string>(out var origin)
        && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.HostNameType == UriHostNameType.Dns
        && (uri.Scheme == Uri.UriSchemeHttps || (here && uri.Scheme == Uri.UriSchemeHttp && Localhost.IsThisMachine(uri)))
        && uri.UserInfo.Length == 0 && $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}" == origin;
}
