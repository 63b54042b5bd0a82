using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Bench;

/// <summary>The management API of an org under measurement, for what is set up or waited for.</summary>
internal sealed class OrgApi : IDisposable
{
    private readonly HttpClient http;

    public OrgApi(Uri org, JsonNode dev)
    {
        Token = (string)dev["apiToken"]!;
        http = new HttpClient { BaseAddress = org, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("SSWS", Token);
    }

    public string Token { get; }

    public Uri Url => http.BaseAddress!;

    public Task<JsonNode?> Get(string path, CancellationToken ct) => Send(HttpMethod.Get, path, null, ct);

    public Task<JsonNode?> Post(string path, JsonNode? body, CancellationToken ct) => Send(HttpMethod.Post, path, body, ct);

    public async Task<JsonNode?> Send(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode) throw new UnexpectedAnswerException((int)answer.StatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public void Dispose() => http.Dispose();
}
