using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Takes the query of such endpoints away before anybody has looked at the request: <see cref="HiddenQuery"/>.</summary>
internal static class QueryHiding
{
    private static readonly string[] Endpoints = ["/token", "/introspect", "/revoke"];

    /// <summary>Before anybody has looked at the request.</summary>
    private static void Hide(IFeatureCollection features)
    {
        if (features.Get<IHttpRequestFeature>() is not { QueryString.Length: > 0 } request || !IsOf(request.Path)) return;
        features.Set(new HiddenQuery(request.QueryString));
        request.QueryString = "";
        request.RawTarget = request.RawTarget.Split('?')[0];
    }

    /// <summary>However routing will read it: a slash too many or another case is the same endpoint.</summary>
    private static bool IsOf(string path)
    {
        var end = path.AsSpan().TrimEnd('/');
        foreach (var endpoint in Endpoints)
            if (end.EndsWith(endpoint, StringComparison.OrdinalIgnoreCase) && end.Contains("oauth2", StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>The server, before whose application the query is hidden.</summary>
    public sealed class Server(IServer inner) : IServer
    {
        public IFeatureCollection Features => inner.Features;

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull =>
            inner.StartAsync(new Application<TContext>(application), cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);

        public void Dispose() => inner.Dispose();
    }

    private sealed class Application<TContext>(IHttpApplication<TContext> inner) : IHttpApplication<TContext> where TContext : notnull
    {
        public TContext CreateContext(IFeatureCollection contextFeatures)
        {
            Hide(contextFeatures);
            return inner.CreateContext(contextFeatures);
        }

        public Task ProcessRequestAsync(TContext context) => inner.ProcessRequestAsync(context);

        public void DisposeContext(TContext context, Exception? exception) => inner.DisposeContext(context, exception);
    }
}
