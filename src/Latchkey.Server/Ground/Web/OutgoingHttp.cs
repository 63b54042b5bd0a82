using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Latchkey.Protocol;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// The one client for what apps and orgs make this server fetch or post: keys, request objects, sector documents, logout notices, hooks.
/// Their addresses come from outside, so nothing of this network is reached with them, no redirect is followed, and
/// neither a slow answer nor a large one costs much. Threats row 10.
/// </summary>
internal sealed class OutgoingHttp : IDisposable
{
    /// <summary>For everything together: name, connection, headers, body.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public const int MostBytes = 512 * 1024;

    private readonly ServerSettings settings;
    private readonly TimeProvider clock;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly HttpClient http;

    /// <param name="settings">Whether this is a development server, and whether apps live in a private network.</param>
    /// <param name="clock">By which the deadline goes.</param>
    /// <param name="resolve">Names to addresses; null asks the system.</param>
    public OutgoingHttp(ServerSettings settings, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.settings, this.clock, this.resolve) = (settings, clock, resolve ?? Dns.GetHostAddressesAsync);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,     // a bomb stays as small as it came
            UseCookies = false,
            UseProxy = false,                                       // a proxy would look the name up again
            ConnectCallback = Connect,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 20,
            MaxResponseHeadersLength = 32,
            ResponseDrainTimeout = TimeSpan.Zero,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = settings.Development ? AcceptsOwnMachine : null },
        };
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Latchkey");
    }

    /// <summary>
    /// Whatever answers, also a refusal or a redirect: the caller looks at status and type. Throws <see cref="OutgoingException"/> when nothing
    /// acceptable does.
    /// </summary>
    /// <param name="address">Absolute; https except on a development server.</param>
    /// <param name="accept">The type asked for.</param>
    /// <param name="ct">The caller's patience, on top of <see cref="Deadline"/>.</param>
    public Task<OutgoingAnswer> Get(string address, string accept, CancellationToken ct) =>
        Send(new OutgoingRequest(HttpMethod.Get, address) { Accept = accept }, ct);

    /// <inheritdoc cref="Get"/>
    /// <param name="form">Sent as <c>application/x-www-form-urlencoded</c>.</param>
    public Task<OutgoingAnswer> Post(string address, IReadOnlyCollection<KeyValuePair<string, string>> form, CancellationToken ct) =>
        Send(new OutgoingRequest(HttpMethod.Post, address) { Form = form }, ct);

    public void Dispose() => http.Dispose();

    /// <inheritdoc cref="Get"/>
    /// <param name="asked">What is sent, and how long an answer may take.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The request owns the body.")]
    public async Task<OutgoingAnswer> Send(OutgoingRequest asked, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(asked.Method, Allowed(asked.Address)) { Content = asked.Content() };
        request.Headers.TryAddWithoutValidation("Accept", asked.Accept);
        foreach (var (name, value) in asked.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var deadline = new CancellationTokenSource(asked.Deadline, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (answer.Content.Headers.ContentEncoding.Any(coding => coding != "identity"))
                throw new OutgoingException($"{request.RequestUri} answers with an encoding nobody asked for.");
            var caching = answer.Headers.CacheControl;
            return new OutgoingAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await Body(answer, both.Token),
                caching is { NoStore: true } or { NoCache: true } ? TimeSpan.Zero : caching?.MaxAge);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new OutgoingException($"{request.RequestUri} did not answer within {asked.Deadline.TotalSeconds} seconds.");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or SocketException)
        {
            throw failed.InnerException as OutgoingException ?? new OutgoingException($"{request.RequestUri} could not be reached: {failed.Message}", failed);
        }
    }

    private Uri Allowed(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) throw new OutgoingException("The address is not a URL.");
        if (uri.Scheme != Uri.UriSchemeHttps && !(settings.Development && uri.Scheme == Uri.UriSchemeHttp)) throw new OutgoingException($"{uri} is not https.");
        return uri.UserInfo.Length == 0 ? uri : throw new OutgoingException("The address has a user name in it.");
    }

    private static async Task<byte[]> Body(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.Content.Headers.ContentLength > MostBytes) throw TooLarge();
        using var buffer = new MemoryStream();
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(chunk, ct)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MostBytes) throw TooLarge();
        }
        return buffer.ToArray();

        OutgoingException TooLarge() => new($"{answer.RequestMessage?.RequestUri} answers with more than {MostBytes} bytes.");
    }

    /// <summary>The name is looked up once.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var found = settings.Development && Localhost.IsName(host) ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : await resolve(host, ct);
        var socket = await Destinations.Connect(found, context.DnsEndPoint.Port, settings, ct)
            ?? throw new OutgoingException($"{host} is not an address of the public internet.");
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>A developer's app on the same machine has a certificate nobody signed. Only asked on a development server.</summary>
    private static bool AcceptsOwnMachine(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate,
        System.Security.Cryptography.X509Certificates.X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None || (sender is SslStream { TargetHostName: var host }
            && (Localhost.IsName(host) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))));
}
