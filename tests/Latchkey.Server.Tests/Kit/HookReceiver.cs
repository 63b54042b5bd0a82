using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A customer's service: a real little web server that keeps what it was sent and answers what a test wants.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Call> calls = new();

    internal sealed record Call(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Text)
    {
        public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

        public IReadOnlyDictionary<string, string> Form => Text.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
    }

    private HookReceiver(WebApplication app) => this.app = app;

    /// <summary>What it answers; nothing to say until a test says otherwise.</summary>
    public Func<Call, HttpContext, Task> Answers { get; set; } = (_, http) =>
    {
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public string Url => app.Urls.Single();

    public IReadOnlyList<Call> Calls => [.. calls];

    public static async Task<HookReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new HookReceiver(builder.Build());
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    public void Says(JsonNode body, int status = 200) => SaysText(body.ToJsonString(), status);

    public void SaysText(string text, int status = 200) => Answers = (_, http) => Write(http, text, status);

    public static Task Write(HttpContext http, string text, int status = 200)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(text);
    }

    public void Clear() => calls.Clear();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var call = new Call(http.Request.Method, http.Request.Path, http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), await reader.ReadToEndAsync());
        calls.Enqueue(call);
        await Answers(call, http);
    }
}
