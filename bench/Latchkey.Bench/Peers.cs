using Latchkey.Native;

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

    /// <summary>What people who run these products have, and what the SDK is told of it: the rows of <c>lost_answers</c>.</summary>
    public static readonly IReadOnlyList<(string Name, RefreshRotation Rotation, DPoP DPoP, Func<DirectoryInfo, CancellationToken, Task<ServerProcess>> Start)> InAStorm =
    [
        ("OpenIddict 7.8 (30 s of grace)", RefreshRotation.Forgiving, DPoP.Automatic, (data, ct) => ServerProcess.OpenIddict(data, "ES256", ct)),
        ("OpenIddict 7.8, Rotation = Strict", RefreshRotation.Strict, DPoP.Automatic, (data, ct) => ServerProcess.OpenIddict(data, "ES256", ct)),
        ("oidc-provider 9, as it comes, bound tokens", RefreshRotation.Forgiving, DPoP.Automatic, (_, ct) => ServerProcess.OidcProvider("ES256", ct, "own")),
        ("oidc-provider 9, as it comes, bearer tokens", RefreshRotation.Forgiving, DPoP.Off, (_, ct) => ServerProcess.OidcProvider("ES256", ct, "own")),
        ("oidc-provider 9, as it comes, bearer tokens, Rotation = Strict", RefreshRotation.Strict, DPoP.Off, (_, ct) => ServerProcess.OidcProvider("ES256", ct, "own")),
        ("oidc-provider 9, without rotation, bearer tokens", RefreshRotation.Forgiving, DPoP.Off, (_, ct) => ServerProcess.OidcProvider("ES256", ct, "none")),
    ];

    /// <summary>Both have these two apps, and sign in whoever comes: their codes do without the session that ours check.</summary>
    public static async Task<Target> Described(ServerProcess server, CancellationToken ct) =>
        await Target.Of(new Target
        {
            Issuer = server.Url,
            Service = new TargetApp("service", "a-secret-for-the-bench", Scope: "orders:read"),
            Native = new TargetApp("native", RedirectUri: "http://127.0.0.1/callback", Scope: "openid profile email offline_access"),
            Person = new TargetPerson("mia@example.com", ""),
        }, ct);
}
