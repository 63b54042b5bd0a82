using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// The query of an endpoint to which some clients send tokens and assertions in the address. The endpoint reads it here;
/// the request that everybody else sees, the framework's log and whatever traces it among them, has none.
/// </summary>
public sealed record HiddenQuery(string Text)
{
    private static readonly string[] Endpoints = ["/token", "/introspect", "/revoke"];

    /// <summary>The query as it was sent, hidden or not.</summary>
    public static string Of(HttpContext http) => http.Features.Get<HiddenQuery>()?.Text ?? http.Request.QueryString.Value ?? "";

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

    public override string ToString() => "(hidden)";

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
