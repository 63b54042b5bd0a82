using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>The sample pages on a real Kestrel: <c>/{set}/{page}</c>.</summary>
public sealed class PageHost : IAsyncLifetime
{
    private readonly WebApplication app;

    /// <summary>What is shown under each set's name. May change while the host runs.</summary>
    public Dictionary<string, PageSamples> Sets { get; } = new() { ["ordinary"] = PageSamples.Ordinary };

    public PageHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapMethods("/assets/{name}", ["GET", "HEAD"], AssetsEndpoint.Handle);
        app.MapMethods("/{set}/{page}", ["GET", "HEAD"], IResult (string set, string page) => Sets[set].All[page]);
    }

    public Uri Address => new(app.Urls.First());

    public Task InitializeAsync() => app.StartAsync();

    public Task DisposeAsync() => app.DisposeAsync().AsTask();
}
