using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Latchkey.Protocol;

namespace Latchkey.Bench;

/// <summary>An app known to the server. A public one has no secret.</summary>
internal sealed record TargetApp(string ClientId, string? ClientSecret = null, string? RedirectUri = null, string? Scope = null);

internal sealed record TargetPerson(string Login, string Password);

/// <summary>A server to load: where it answers and who may ask. Read from a target file, or from a Latchkey dev.json.</summary>
internal sealed record Target
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public required Uri Issuer { get; init; }
    /// <summary>What it calls itself, which a client must name exactly; may differ in a slash from where it answers.</summary>
    public string? Name { get; init; }
    public Uri? Discovery { get; init; }
    public Uri? Token { get; init; }
    public Uri? Authorize { get; init; }
    public Uri? Introspect { get; init; }
    public Uri? UserInfo { get; init; }
    public Uri? PushedRequests { get; init; }
    public Uri? Device { get; init; }

    /// <summary>A confidential app with client credentials; it also asks for introspection.</summary>
    public TargetApp? Service { get; init; }

    /// <summary>A public app with code, PKCE and refresh tokens, called back at an http address.</summary>
    public TargetApp? Native { get; init; }
    public TargetPerson? Person { get; init; }

    /// <summary>Of an administrator, for what needs people of its own.</summary>
    public string? ApiToken { get; init; }

    /// <summary>The server's processes, when it runs on this machine.</summary>
    public IReadOnlyList<int> Pids { get; init; } = [];

    /// <summary>Session cookies by caller, so that each signs in once in a run.</summary>
    [JsonIgnore] public ConcurrentDictionary<int, Task<string>> Sessions { get; } = [];

    public static async Task<Target> FromFile(FileInfo file, CancellationToken ct) =>
        await Discover(JsonSerializer.Deserialize<Target>(await File.ReadAllTextAsync(file.FullName, ct), json) ?? throw new ArgumentException($"{file} is empty"), ct);

    public static async Task<Target> FromDevJson(FileInfo file, Uri org, CancellationToken ct)
    {
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, ct));
        var root = document.RootElement;
        var (apps, person) = (root.GetProperty("apps"), root.GetProperty("person"));
        var issuer = new Uri(root.GetProperty("issuer").GetString()!);
        return await Discover(new Target
        {
            // The org may be reached at another address than the one it was seeded with.
            Issuer = new Uri(org, issuer.AbsolutePath),
            Service = App(apps.GetProperty("service")) with { Scope = "orders:read" },
            Native = App(apps.GetProperty("native")) with { RedirectUri = Loopback(apps.GetProperty("native")), Scope = "openid profile email offline_access" },
            Person = new TargetPerson(person.GetProperty("login").GetString()!, person.GetProperty("password").GetString()!),
            ApiToken = root.TryGetProperty("apiToken", out var token) ? token.GetString() : null,
        }, ct);
    }

    public static Task<Target> At(Uri issuer, TargetApp native, TargetPerson person, CancellationToken ct) => Discover(new Target { Issuer = issuer, Native = native, Person = person }, ct);

    /// <summary>With what its discovery document says.</summary>
    public static Task<Target> Of(Target target, CancellationToken ct) => Discover(target, ct);

    /// <summary>The same requests sent to the program that does nothing for them.</summary>
    public Target Floor(Uri address) => this with { Token = new Uri(address, "token") };

    private static async Task<Target> Discover(Target target, CancellationToken ct)
    {
        if (target is { Token: not null, Discovery: null }) return target;      // it says itself where its endpoints are
        var address = target.Discovery ?? new Uri(target.Issuer.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration");
        var metadata = JsonSerializer.Deserialize((await new Wire(address).Send(Request.Get(address))).Expect(200).Body.Span, ProtocolJson.Default.ProviderMetadata)!;
        ct.ThrowIfCancellationRequested();
        return target with
        {
            Discovery = address,
            Name = metadata.Issuer,
            Token = target.Token ?? Address(metadata.TokenEndpoint),
            Authorize = target.Authorize ?? Address(metadata.AuthorizationEndpoint),
            Introspect = target.Introspect ?? Address(metadata.IntrospectionEndpoint),
            UserInfo = target.UserInfo ?? Address(metadata.UserInfoEndpoint),
            PushedRequests = target.PushedRequests ?? Address(metadata.PushedAuthorizationRequestEndpoint),
            Device = target.Device ?? Address(metadata.DeviceAuthorizationEndpoint),
        };
    }

    private static Uri? Address(string? text) => text is null ? null : new Uri(text);

    private static TargetApp App(JsonElement app) => new(app.GetProperty("clientId").GetString()!, app.TryGetProperty("clientSecret", out var secret) ? secret.GetString() : null);

    /// <summary>An http callback is a plain redirect; a custom scheme would be a page that returns to the app.</summary>
    private static string Loopback(JsonElement app)
    {
        var uris = app.GetProperty("redirectUris").EnumerateArray().Select(uri => uri.GetString()!).ToList();
        return uris.FirstOrDefault(uri => uri.StartsWith("http://", StringComparison.Ordinal)) ?? uris[0];
    }
}
