using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Latchkey.Tests.Kit;

/// <summary>
/// An HTTP server that answers as the contract says and writes down every request in order. It makes the answers a real server
/// gives only by bad luck: a lost feature, a full rate limit, two authorization servers. Whole walks run against the real one.
/// </summary>
public sealed class ContractServer : IAsyncDisposable
{
    public const string Token = "00contract-token-of-the-first-admin-4242";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Recorded> requests = new();
    private int made;

    private ContractServer(bool https)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (https) listener.UseHttps(SelfSigned());
        }));
        app = builder.Build();
        app.Run(Answer);
    }

    public int Port => new Uri(app.Urls.First()).Port;

    public string Url => $"http://localhost:{Port}";

    /// <summary>What the server has; a test may put things in before the program asks.</summary>
    public Dictionary<string, JsonObject> Apps { get; } = [];

    public List<JsonObject> AuthorizationServers { get; } = [];

    public List<JsonObject> Origins { get; } = [];

    public List<JsonObject> Users { get; } = [];

    /// <summary>How often /redeem answers PENDING before it answers ACTIVE.</summary>
    public int PendingRedeems { get; set; }

    /// <summary>What /redeem says of the activation mail; null: nothing, as Okta.</summary>
    public bool? ActivationEmailSent { get; set; }

    public string? SetupToken { get; init; }

    public int PageSize { get; set; } = 200;

    /// <summary>Gives an answer instead of the contract's, when it returns one.</summary>
    public Func<Recorded, IResult?> Instead { get; set; } = _ => null;

    /// <summary>Method, path and decoded query of each request, oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. requests.Select(request => request.Line)];

    public IReadOnlyList<Recorded> Requests => [.. requests];

    public static async Task<ContractServer> Start(bool https = false, string? setupToken = null)
    {
        var server = new ContractServer(https) { SetupToken = setupToken };
        await server.app.StartAsync();
        server.AuthorizationServers.Add(new JsonObject { ["id"] = "default", ["name"] = "default", ["issuer"] = $"{server.Url}/oauth2/default" });
        return server;
    }

    public JsonObject Has(string label, string type = "native", string status = "ACTIVE", string signOnMode = "OPENID_CONNECT", string[]? redirects = null)
    {
        var oauth = new JsonObject { ["application_type"] = type, ["redirect_uris"] = new JsonArray([.. (redirects ?? []).Select(uri => (JsonNode)uri)]) };
        return Keep(new JsonObject { ["label"] = label, ["signOnMode"] = signOnMode, ["status"] = status, ["settings"] = new JsonObject { ["oauthClient"] = oauth } });
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    public static IResult Error(int status, string code, string summary, params string[] causes) => Results.Json(
        new { errorCode = code, errorSummary = summary, errorLink = code, errorId = "oae1", errorCauses = causes.Select(cause => new { errorSummary = cause }) }, statusCode: status);

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = new Recorded(http.Request.Method, http.Request.Path.Value!, Uri.UnescapeDataString(http.Request.QueryString.Value ?? ""), body == "" ? null : JsonNode.Parse(body), http.Request.Headers.Authorization.ToString());
        requests.Enqueue(request);
        http.Response.Headers["X-Okta-Request-Id"] = $"reqContract{requests.Count}";
        await (Instead(request) ?? Contract(request, http)).ExecuteAsync(http);
    }

    private IResult Contract(Recorded request, HttpContext http)
    {
        var path = request.Path.Trim('/').Split('/');
        switch (request.Method, path)
        {
            case ("POST", ["api", "v1", "registration", _, "register"]):
                if (SetupToken is not null && request.Authorization != $"Bearer {SetupToken}") return Error(403, "E0000006", "You do not have permission to perform the requested action");
                return Results.Json(new { developerOrgCliToken = "cliToken1" });
            case ("GET", ["api", "internal", "v1", "developer", "redeem", "cliToken1"]):
                return PendingRedeems-- > 0
                    ? Results.Json(new { status = "PENDING" })
                    : Results.Json(new { status = "ACTIVE", orgUrl = Url, apiToken = Token, updatePasswordUrl = $"{Url}/welcome/abcdefghij0123456789", activationEmailSent = ActivationEmailSent });
        }

        if (request.Authorization != $"SSWS {Token}") return Error(401, "E0000011", "Invalid token provided");
        return (request.Method, path) switch
        {
            ("GET", ["api", "v1", "users", "me"]) => Results.Json(new { id = "00u1", status = "ACTIVE", profile = new { login = "ada@example.com" } }),
            ("GET", ["api", "v1", "users"]) => Results.Json(Users),
            ("POST", ["api", "v1", "users"]) => Results.Json(Welcome(request.Body!)),
            ("GET", ["api", "v1", "authorizationServers"]) => Results.Json(AuthorizationServers),
            ("GET", ["api", "v1", "apps"]) => Page(http),
            ("POST", ["api", "v1", "apps"]) => Results.Json(Keep((JsonObject)request.Body!.DeepClone())),
            (_, ["api", "v1", "apps", var id, ..]) when !Apps.ContainsKey(id) => Error(404, "E0000007", $"Not found: Resource not found: {id} (AppInstance)"),
            ("GET", ["api", "v1", "apps", var id]) => Results.Json(Apps[id]),
            ("PUT", ["api", "v1", "apps", var id]) => Results.Json(Apps[id] = (JsonObject)request.Body!.DeepClone()),
            ("DELETE", ["api", "v1", "apps", var id]) => Delete(id),
            ("POST", ["api", "v1", "apps", var id, "lifecycle", "deactivate"]) => SetStatus(id, "INACTIVE"),
            ("POST", ["api", "v1", "apps", var id, "lifecycle", "activate"]) => SetStatus(id, "ACTIVE"),
            ("PUT", ["api", "v1", "apps", var id, "groups", var group]) => Results.Json(new { id = group, priority = 2 }),
            ("GET", ["api", "v1", "internal", "apps", var id, "settings", "clientcreds"]) => Results.Json(Credentials(id)),
            ("GET", ["api", "v1", "groups"]) => Results.Json(new[] { new { id = "00gEveryone", profile = new { name = "Everyone", description = "All people" }, type = "BUILT_IN" } }),
            ("GET", ["api", "v1", "trustedOrigins"]) => Results.Json(Origins),
            ("POST", ["api", "v1", "trustedOrigins"]) or ("PUT", ["api", "v1", "trustedOrigins", _]) => Results.Json(request.Body),
            _ => Error(404, "E0000008", "The requested path was not found"),
        };
    }

    private IResult Page(HttpContext http)
    {
        string? Query(string name) => http.Request.Query[name];
        var matching = Apps.Values
            .Where(app => Query("q") is not { } start || ((string)app["label"]!).StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Where(app => Query("filter") is null || (string)app["status"]! == "ACTIVE");
        var from = int.Parse(Query("after") ?? "0", CultureInfo.InvariantCulture);
        http.Response.Headers.Append("Link", $"<{Url}/api/v1/apps?after={from}>; rel=\"self\"");
        // The next page is said to live at another address, as behind a proxy: the program must stay with the one it was given.
        if (matching.Count() > from + PageSize) http.Response.Headers.Append("Link", $"<https://elsewhere.example/api/v1/apps?after={from + PageSize}>; rel=\"next\"");
        return Results.Json(matching.Skip(from).Take(PageSize));
    }

    private JsonObject Keep(JsonObject incoming)
    {
        var id = $"0oa{++made}";
        incoming["id"] = id;
        incoming["status"] ??= "ACTIVE";
        return Apps[id] = incoming;
    }

    private JsonObject Welcome(JsonNode incoming)
    {
        var user = new JsonObject { ["id"] = $"00u{++made}", ["status"] = incoming["credentials"] is null ? "PROVISIONED" : "ACTIVE", ["profile"] = incoming["profile"]!.DeepClone() };
        Users.Add(user);
        return user;
    }

    private object Credentials(string id) => (string?)Apps[id]["settings"]?["oauthClient"]?["application_type"] is "web" or "service"
        ? new { client_id = id, client_secret = $"secret-of-{id}" } : new { client_id = id };

    private IResult SetStatus(string id, string status)
    {
        Apps[id]["status"] = status;
        return Results.Json(new { });
    }

    private IResult Delete(string id)
    {
        if ((string)Apps[id]["status"]! == "ACTIVE") return Error(403, "E0000056", "Delete application forbidden.", "The application must be deactivated before deletion.");
        Apps.Remove(id);
        return Results.NoContent();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}

/// <summary>One request as it arrived.</summary>
public sealed record Recorded(string Method, string Path, string Query, JsonNode? Body, string Authorization)
{
    public string Line => $"{Method} {Path}{Query}";
}
