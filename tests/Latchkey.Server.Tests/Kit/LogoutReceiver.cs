using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Kit;

/// <summary>An app that hears of sign-outs: a real little web server that keeps what it was posted.</summary>
internal sealed class LogoutReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;
    private readonly Channel<IReadOnlyDictionary<string, string>> posts = Channel.CreateUnbounded<IReadOnlyDictionary<string, string>>();

    private LogoutReceiver(WebApplication app) => this.app = app;

    /// <summary>What it answers next.</summary>
    public int Answer { get; set; } = 200;

    public string Uri => app.Urls.Single() + "/backchannel_logout";

    public int Waiting => posts.Reader.Count;

    public static async Task<LogoutReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new LogoutReceiver(builder.Build());
        receiver.app.MapPost("/backchannel_logout", receiver.Take);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The form posted next.</summary>
    public Task<IReadOnlyDictionary<string, string>> Next() => posts.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The form posted next, while time is moved on until it comes.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Next(Action nudge)
    {
        for (var i = 0; i < 40; i++)
        {
            nudge();
            using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try { return await posts.Reader.ReadAsync(moment.Token); }
            catch (OperationCanceledException) { }
        }
        throw new TimeoutException("Nothing was posted.");
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request)
    {
        request.Query.Count.ShouldBe(0);
        var form = await request.ReadFormAsync();
        await posts.Writer.WriteAsync(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        return Results.StatusCode(Answer);
    }
}
