using Latchkey.Protocol;

namespace LabelPrinter;

/// <summary>Where the orders are.</summary>
internal sealed record OrdersAddress(Uri Url);

/// <summary>HTTP that also reaches names under localhost, which is where a development server's orgs live.</summary>
internal sealed class Connection : IDisposable
{
    public HttpClient Http { get; } = new(new SocketsHttpHandler { ConnectCallback = Localhost.ConnectAsync, UseCookies = false });

    public void Dispose() => Http.Dispose();
}
