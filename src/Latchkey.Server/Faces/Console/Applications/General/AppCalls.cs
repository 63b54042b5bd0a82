using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.General;

/// <summary>What would make an app what it is: as a command, and as a call of the management API. Without a secret.</summary>
internal static class AppCalls
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Cli(App app)
    {
        var command = new StringBuilder($"latchkey apps update {app.Id} --app-name {ShellText.Quoted(app.Label)}");
        Append(command, "--grant-type", app.GrantTypes);
        Append(command, "--redirect-uri", app.RedirectUris);
        Append(command, "--post-logout-redirect-uri", app.PostLogoutRedirectUris);
        return command.ToString();
    }

    public static string Api(App app, string orgUrl)
    {
        var document = app.Document;
        var settings = app.IsBookmark ? "app" : "oauthClient";
        var body = new JsonObject
        {
            ["label"] = app.Label,
            ["name"] = document["name"]?.DeepClone(),
            ["signOnMode"] = document["signOnMode"]?.DeepClone(),
            ["settings"] = new JsonObject { [settings] = document["settings"]![settings]!.DeepClone() },
        };
        if (!app.IsBookmark) body["credentials"] = new JsonObject { ["oauthClient"] = document["credentials"]!["oauthClient"]!.DeepClone() };
        return $"""
            curl -X PUT {orgUrl}/api/v1/apps/{app.Id} \
              -H 'Authorization: SSWS YOUR_API_TOKEN' -H 'Content-Type: application/json' \
              -d {ShellText.Quoted(body.ToJsonString(Indented))}
            """;
    }

    private static void Append(StringBuilder command, string option, IEnumerable<string> values)
    {
        foreach (var value in values) command.Append(" \\\n  ").Append(option).Append(' ').Append(ShellText.Quoted(value));
    }
}
