using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

public static class ApiCalls
{
    public static Task<ApiAnswer> Read(this TestOrg org, string path) => org.Call(HttpMethod.Get, path);

    public static Task<ApiAnswer> Post(this TestOrg org, string path, JsonNode? body = null) => org.Call(HttpMethod.Post, path, body);

    public static Task<ApiAnswer> Put(this TestOrg org, string path, JsonNode? body = null) => org.Call(HttpMethod.Put, path, body);

    public static Task<ApiAnswer> Delete(this TestOrg org, string path) => org.Call(HttpMethod.Delete, path);

    public static Task<ApiAnswer> Call(this TestOrg org, HttpMethod method, string path, JsonNode? body = null) =>
        org.CallRaw(method, path, body?.ToJsonString());

    public static async Task<ApiAnswer> CallRaw(this TestOrg org, HttpMethod method, string path, string? body, string type = "application/json", HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : "/api/v1" + path);
        if (body is not null) request.Content = new StringContent(body, null, type);
        var answer = await (client ?? org.Api).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var document = text.Length == 0 ? null : JsonNode.Parse(text);
        return new(answer.StatusCode, document, answer, text);
    }

    /// <summary>Everything a list holds, page by page.</summary>
    public static async Task<List<string>> AllPages(this TestOrg org, string path, string member = "id")
    {
        var found = new List<string>();
        for (string? next = path; next is not null;)
        {
            var page = (await org.Read(next)).ShouldSucceed();
            found.AddRange(page.Each(member));
            next = page.Link("next");
        }
        return found;
    }

    public static JsonObject Profile(string login, string first = "Test", string last = "Person") =>
        new() { ["login"] = login, ["email"] = login, ["firstName"] = first, ["lastName"] = last };

    public static JsonObject NewUser(string login, string? password = null, string first = "Test", string last = "Person")
    {
        var body = new JsonObject { ["profile"] = Profile(login, first, last) };
        if (password is not null) body["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = password } };
        return body;
    }

    public static JsonObject NewApp(string type, JsonObject? client = null, JsonObject? credentials = null, string label = "Quickstart")
    {
        var oauth = client?.DeepClone().AsObject() ?? [];
        oauth["application_type"] = type;
        oauth["grant_types"] ??= new JsonArray(type == "service" ? "client_credentials" : "authorization_code");
        if (type != "service") oauth["redirect_uris"] ??= new JsonArray("https://app.example.com/callback");
        var body = new JsonObject { ["label"] = label, ["signOnMode"] = "OPENID_CONNECT", ["settings"] = new JsonObject { ["oauthClient"] = oauth } };
        if (credentials is not null) body["credentials"] = new JsonObject { ["oauthClient"] = credentials.DeepClone() };
        return body;
    }

    /// <summary>What the log says happened to something, oldest first.</summary>
    public static async Task<string[]> Events(this TestOrg org, string targetId) =>
        (await org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString($"target.id eq \"{targetId}\"")}")).ShouldSucceed().Each("eventType");
}
