using System.Text.Json.Nodes;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Api;

/// <summary>The management API of one org, as far as the commands use it. Contract §3.</summary>
public sealed class ManagementApi : IDisposable
{
    private readonly OrgCalls org;

    public ManagementApi(OrgConnection connection, Terminal terminal)
    {
        // No header could carry it (RFC 9110 §5.5), and no server gave it.
        if (connection.Token.Any(sign => sign is < ' ' or > '~')) throw new CommandException(
            $"The API token from {connection.Place} has a sign that no token has, such as a line's end or an ä: copy it again.");
        Org = connection.Org;
        org = new OrgCalls(connection.Org, terminal, $"SSWS {connection.Token}", connection);
    }

    public Uri Org { get; }

    /// <summary>To the org that is configured.</summary>
    public static ManagementApi Connect(Terminal terminal) => new(OrgConnection.Resolve(), terminal);

    /// <summary>A call as it is, for what these commands hand on without knowing it; null where nothing is answered.</summary>
    public Task<JsonNode?> Call(HttpMethod method, string path, JsonObject? body, CancellationToken ct) => org.Any(method, path, body, ct);

    /// <summary>A file, as a form sends it.</summary>
    public Task<JsonNode?> Upload(HttpMethod method, string path, string file, CancellationToken ct) => org.Upload(method, path, file, ct);

    /// <summary>One page of a list, and where the next is.</summary>
    public Task<(List<JsonObject> Items, string? Next)> PageOf(string path, CancellationToken ct) => org.ReadPage<JsonObject>(path, ct);

    /// <summary>A list one by one, page after page: it may be longer than memory.</summary>
    public IAsyncEnumerable<JsonObject> EachOf(string path, CancellationToken ct) => org.ReadEach<JsonObject>(path, ct);

    /// <summary>A whole list of them.</summary>
    public Task<List<JsonObject>> ListOf(string path, CancellationToken ct) => org.ReadAll<JsonObject>(path, ct);

    public Task<User> Me(CancellationToken ct) => org.Read<User>(HttpMethod.Get, "/api/v1/users/me", null, ct);

    /// <summary>All, or those whose first name, last name or email starts so.</summary>
    public Task<List<User>> Users(string? start, CancellationToken ct) =>
        org.ReadAll<User>(start is null ? "/api/v1/users" : $"/api/v1/users?q={Escape(start)}", ct);

    /// <summary>Active at once with a password; without one, by the link the server mails.</summary>
    public Task<User> Create(NewUser user, CancellationToken ct) => org.Read<User>(HttpMethod.Post, "/api/v1/users?activate=true", user, ct);

    public Task<List<AuthorizationServer>> AuthorizationServers(CancellationToken ct) => org.ReadAll<AuthorizationServer>("/api/v1/authorizationServers", ct);

    public Task<List<App>> Apps(bool all, CancellationToken ct) =>
        org.ReadAll<App>(all ? "/api/v1/apps" : $"/api/v1/apps?filter={Escape("status eq \"ACTIVE\"")}", ct);

    /// <summary>Apps whose label starts so.</summary>
    public Task<List<App>> AppsNamed(string start, CancellationToken ct) => org.ReadAll<App>($"/api/v1/apps?q={Escape(start)}", ct);

    public Task<App> App(string id, CancellationToken ct) => org.Read<App>(HttpMethod.Get, $"/api/v1/apps/{Escape(id)}", null, ct);

    /// <summary>With what these commands know nothing of.</summary>
    public Task<JsonObject> WholeApp(string id, CancellationToken ct) => org.Read<JsonObject>(HttpMethod.Get, $"/api/v1/apps/{Escape(id)}", null, ct);

    /// <summary>What is left out is gone: give <see cref="WholeApp"/> back with what is to be different.</summary>
    public Task<App> Replace(string id, JsonObject whole, CancellationToken ct) => org.Read<App>(HttpMethod.Put, $"/api/v1/apps/{Escape(id)}", whole, ct);

    public Task<App> Create(NewApp app, CancellationToken ct) => org.Read<App>(HttpMethod.Post, "/api/v1/apps", app, ct);

    public Task Activate(App app, CancellationToken ct) => org.Run(HttpMethod.Post, $"/api/v1/apps/{Escape(app.Id)}/lifecycle/activate", null, ct);

    public Task Deactivate(App app, CancellationToken ct) => org.Run(HttpMethod.Post, $"/api/v1/apps/{Escape(app.Id)}/lifecycle/deactivate", null, ct);

    public Task Delete(App app, CancellationToken ct) => org.Run(HttpMethod.Delete, $"/api/v1/apps/{Escape(app.Id)}", null, ct);

    public Task<ClientCredentials> CredentialsOf(App app, CancellationToken ct) =>
        org.Read<ClientCredentials>(HttpMethod.Get, $"/api/v1/internal/apps/{Escape(app.Id)}/settings/clientcreds", null, ct);

    public Task<List<Group>> Groups(CancellationToken ct) => org.ReadAll<Group>("/api/v1/groups", ct);

    public Task<List<Group>> Everyone(CancellationToken ct) => org.ReadAll<Group>($"/api/v1/groups?search={Escape("profile.name eq \"everyone\"")}", ct);

    public Task Assign(App app, Group group, CancellationToken ct) =>
        org.Run(HttpMethod.Put, $"/api/v1/apps/{Escape(app.Id)}/groups/{Escape(group.Id)}", new { priority = 2 }, ct);

    /// <summary>Of an authorization server, or of the org's own (<see cref="SigningKey.OrgServer"/>).</summary>
    public Task<List<SigningKey>> KeysOf(string server, CancellationToken ct) => org.ReadAll<SigningKey>($"{PathOf(server)}/credentials/keys", ct);

    /// <summary>A server whose keys rotate by themselves is told to leave it to us for as long as this takes.</summary>
    public async Task<List<SigningKey>> RotateKeys(string server, CancellationToken ct)
    {
        var automatic = server == SigningKey.OrgServer ? null : await org.Read<JsonObject>(HttpMethod.Get, PathOf(server), null, ct);
        if (Signing(automatic)?["rotationMode"]?.GetValue<string>() != "AUTO") return await Rotate();
        await Switch("MANUAL");
        try { return await Rotate(); }
        finally { await Switch("AUTO"); }

        Task<List<SigningKey>> Rotate() =>
            org.Read<List<SigningKey>>(HttpMethod.Post, $"{PathOf(server)}/credentials/lifecycle/keyRotate", new { use = "sig" }, ct);

        async Task Switch(string mode)
        {
            Signing(automatic)!["rotationMode"] = mode;
            await org.Run(HttpMethod.Put, PathOf(server), automatic, CancellationToken.None);
        }
    }

    public Task<List<TrustedOrigin>> TrustedOrigins(CancellationToken ct) => org.ReadAll<TrustedOrigin>("/api/v1/trustedOrigins", ct);

    public Task Save(TrustedOrigin origin, CancellationToken ct) => origin.Id is { } id
        ? org.Run(HttpMethod.Put, $"/api/v1/trustedOrigins/{Escape(id)}", origin, ct)
        : org.Run(HttpMethod.Post, "/api/v1/trustedOrigins", origin, ct);

    public void Dispose() => org.Dispose();

    private static JsonNode? Signing(JsonObject? server) => server?["credentials"]?["signing"];

    private static string PathOf(string server) => server == SigningKey.OrgServer ? "/api/v1/org" : $"/api/v1/authorizationServers/{Escape(server)}";

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
