using System.Text.Json;

namespace Latchkey.Server.Ground.Development;

/// <summary><c>dev.json</c>.</summary>
public sealed record DevFacts(string OrgUrl, string Issuer, string ApiToken, DevLogin Admin, DevLogin Person, string Mail, DevApps Apps)
{
    public const string File = "dev.json";

    /// <summary>Null before a development server has written it.</summary>
    public static async Task<DevFacts?> Read(ServerSettings settings, CancellationToken ct)
    {
        var path = Path.Combine(settings.DataFolder, File);
        return System.IO.File.Exists(path) ? JsonSerializer.Deserialize<DevFacts>(await System.IO.File.ReadAllTextAsync(path, ct), JsonSerializerOptions.Web)
            : null;
    }

    public override string ToString() => $"dev org at {OrgUrl}";
}
