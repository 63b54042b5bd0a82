using System.Text.Json;

namespace Orders.Api;

/// <summary>Whose tokens this API accepts, and the name it goes by in them.</summary>
public sealed record TrustedIssuer(string Url, string Audience)
{
    private const string DefaultAudience = "api://default";

    public static TrustedIssuer? Find(IConfiguration settings, string folder)
    {
        var issuer = settings["issuer"] ?? settings["LATCHKEY_ISSUER"] ?? FromDevelopmentServer(folder);
        return issuer is null ? null : new TrustedIssuer(issuer, settings["audience"] ?? settings["LATCHKEY_AUDIENCE"] ?? DefaultAudience);
    }

    /// <summary>Looks in this folder and each one above it, so that the sample may be started from anywhere in the tree.</summary>
    private static string? FromDevelopmentServer(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, ".latchkey", "dev.json");
            if (!File.Exists(file)) continue;
            using var described = JsonDocument.Parse(File.ReadAllText(file));
            return described.RootElement.GetProperty("issuer").GetString();
        }
        return null;
    }
}
