using System.Reflection;
using Latchkey.Cli.Settings;
using Latchkey.Protocol;

namespace Latchkey.Cli.Api;

/// <summary>The HTTP client for one org: names below localhost need no DNS, and a token never follows a redirect.</summary>
public static class OrgHttp
{
    public static HttpClient Create(Uri org, Terminal terminal)
    {
        var connection = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = !OrgUrl.IsThisMachine(org.Host),
            UseCookies = false,
            ConnectCallback = Localhost.ConnectAsync,
        };
        var client = new HttpClient(new Tracing(connection, terminal)) { BaseAddress = org };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"latchkey-cli/{Version}");
        return client;
    }

    private static string Version { get; } =
        typeof(OrgHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>For --verbose: each call and its answer, without headers or bodies, which hold secrets.</summary>
    private sealed class Tracing(HttpMessageHandler inner, Terminal terminal) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            // The link of a registration is a secret too.
            var path = request.RequestUri!.AbsolutePath.StartsWith("/api/internal/", StringComparison.Ordinal) ? "/api/internal/…"
                : request.RequestUri.PathAndQuery;
            terminal.Trace($"{request.Method} {path} → {(int)response.StatusCode} {RequestId.Of(response)}");
            return response;
        }
    }
}
