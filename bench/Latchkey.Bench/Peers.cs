namespace Latchkey.Bench;

/// <summary>Other products, put together as their guides say and run beside ours: the same requests to each.</summary>
internal static class Peers
{
    public static readonly IReadOnlyList<(string Name, Func<DirectoryInfo, string, CancellationToken, Task<(ServerProcess, Target)>> Start)> All =
    [
        ("OpenIddict 7.8", async (data, algorithm, ct) =>
        {
            var server = await ServerProcess.OpenIddict(data, algorithm, ct);
            return (server, await Described(server, ct));
        }),
        ("oidc-provider 9", async (_, algorithm, ct) =>
        {
            var server = await ServerProcess.OidcProvider(algorithm, ct);
            return (server, await Described(server, ct));
        }),
    ];

    /// <summary>Both have these two apps, and sign in whoever comes: their codes do without the session that ours check.</summary>
    private static async Task<Target> Described(ServerProcess server, CancellationToken ct) =>
        await Target.Of(new Target
        {
            Issuer = server.Url,
            Service = new TargetApp("service", "a-secret-for-the-bench", Scope: "orders:read"),
            Native = new TargetApp("native", RedirectUri: "http://127.0.0.1/callback", Scope: "openid profile email offline_access"),
            Person = new TargetPerson("mia@example.com", ""),
        }, ct);
}
