using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Associations;

/// <summary>Who belongs to an org's address: its programs on phones, and the sites that may use its passkeys.</summary>
/// <param name="Apps">Those that are in use.</param>
/// <param name="Added">What the org puts into the files itself, by their names.</param>
internal sealed record Association(IReadOnlyList<PhoneApp> Apps, IReadOnlyDictionary<string, JsonNode> Added)
{
    /// <summary>Android's Digital Asset Links: whose sign-in is offered in the program, and who opens links to this address.</summary>
    public JsonArray AssetLinks(string host)
    {
        var links = new JsonArray();
        foreach (var app in Apps)
        {
            string[] relations = PathsOf(app, host).Any() ? [Credentials, "delegate_permission/common.handle_all_urls"] : [Credentials];
            foreach (var program in app.Programs.Android)
                links.Add(new JsonObject
                {
                    ["relation"] = ApiJson.List(relations),
                    ["target"] = new JsonObject
                    {
                        ["namespace"] = "android_app", ["package_name"] = program.PackageName,
                        ["sha256_cert_fingerprints"] = ApiJson.List(program.Fingerprints),
                    },
                });
        }
        if (Added.GetValueOrDefault(WellKnownName.AssetLinks) is JsonArray more)
            foreach (var link in more) links.Add(link?.DeepClone());
        return links;
    }

    /// <summary>Apple's file of associated domains: whose passkeys are offered in the program, and which links open it.</summary>
    public JsonObject AppleSite(string host)
    {
        var file = new JsonObject();
        if (Added.GetValueOrDefault(WellKnownName.Apple) is JsonObject more) file = more.DeepClone().AsObject();
        var ours = Apps.SelectMany(app => app.Programs.Apple).Select(program => program.AppId).Distinct(StringComparer.Ordinal).ToArray();
        if (ours.Length > 0)
            foreach (var id in ours) ListIn(ObjectIn(file, "webcredentials"), "apps").Add(id);
        foreach (var app in Apps)
        {
            if (app.Programs.Apple.Count == 0 || PathsOf(app, host).Distinct(StringComparer.Ordinal).ToArray() is not { Length: > 0 } paths) continue;
            ListIn(ObjectIn(file, "applinks"), "details").Add(new JsonObject
            {
                ["appIDs"] = ApiJson.List(app.Programs.Apple.Select(program => program.AppId)),
                ["components"] = ApiJson.List(paths.Select(JsonNode (path) => new JsonObject { ["/"] = path })),
            });
        }
        return file;
    }

    /// <summary>Sites that may use the org's passkeys beside its own pages. WebAuthn Level 3 §5.11.</summary>
    public IEnumerable<string> RelatedOrigins => Added.GetValueOrDefault(WellKnownName.WebAuthn)?["origins"] is JsonArray origins
        ? origins.Select(origin => origin!.GetValue<string>()) : [];

    /// <summary>What the org's own programs on Android say where they are. On Apple's systems they say the org's own address.</summary>
    public IEnumerable<string> ProgramOrigins => Apps.SelectMany(app => app.Programs.Android).SelectMany(program => program.Origins);

    private const string Credentials = "delegate_permission/common.get_login_creds";

    /// <summary>Where on this host its sign-ins return, so that the program is opened and no browser.</summary>
    private static IEnumerable<string> PathsOf(PhoneApp app, string host) => app.ReturnUris
        .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null)
        .Where(uri => uri?.Scheme == Uri.UriSchemeHttps && uri.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase)).Select(uri => uri!.AbsolutePath);

    private static JsonObject ObjectIn(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there) return there;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }

    private static JsonArray ListIn(JsonObject parent, string name)
    {
        if (parent[name] is JsonArray there) return there;
        var made = new JsonArray();
        parent[name] = made;
        return made;
    }
}
