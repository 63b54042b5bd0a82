using Latchkey.Cli.Api;

namespace Latchkey.Cli.Apps;

/// <summary>A page may call the org only from a trusted origin: those of its redirect URIs become trusted. Contract §5.5.</summary>
public static class BrowserOrigins
{
    private static readonly TrustedOriginScope[] Needed = [new("CORS"), new("REDIRECT")];

    public static async Task Trust(ManagementApi api, Terminal terminal, IEnumerable<string> origins, CancellationToken ct)
    {
        try
        {
            var known = await api.TrustedOrigins(ct);
            foreach (var origin in origins)
            {
                var existing = known.Find(trusted => string.Equals(trusted.Origin, origin, StringComparison.OrdinalIgnoreCase));
                if (existing is null) await api.Save(new TrustedOrigin(null, origin, origin, Needed), ct);
                else if (Needed.Except(existing.Scopes).Any()) await api.Save(existing with { Scopes = [.. existing.Scopes.Union(Needed)] }, ct);
            }
        }
        catch (ApiException error) when (error.IsUnknownPath)
        {
            // A server without trusted origins answers the redirect URIs' origins by itself; the app is made, so this is no failure.
            terminal.Warn($"This server keeps no trusted origins, so none was added for {string.Join(", ", origins)}.");
        }
    }
}
