using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Api;

/// <summary>One call to an org: waits when asked to, and turns every failure into words.</summary>
public sealed class OrgCalls(Uri org, Terminal terminal, string? authorization, OrgConnection? connection) : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly HttpClient http = OrgHttp.Create(org, terminal);

    public async Task<T> Read<T>(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var response = await Send(method, path, body, ct);
        return await Parse<T>(response, ct);
    }

    public async Task Run(HttpMethod method, string path, object? body, CancellationToken ct) => (await Send(method, path, body, ct)).Dispose();

    public async Task<JsonNode?> Any(HttpMethod method, string path, JsonObject? body, CancellationToken ct)
    {
        using var response = await Send(method, path, body, ct);
        return response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0 ? null : await Parse<JsonNode>(response, ct);
    }

    /// <summary>A file as a form sends it; null where nothing is answered.</summary>
    public async Task<JsonNode?> Upload(HttpMethod method, string path, string file, CancellationToken ct)
    {
        if (!File.Exists(file)) throw new CommandException($"There is no file {file}.") { ExitCode = ExitCode.Usage };
        using var response = await Send(method, path, new FileInfo(file), ct);
        return response.Content.Headers.ContentLength is null or 0 ? null : await Parse<JsonNode>(response, ct);
    }

    /// <summary>A whole list: follows rel="next" until there is none. Contract §3.0.</summary>
    public async Task<List<T>> ReadAll<T>(string path, CancellationToken ct)
    {
        var all = new List<T>();
        await foreach (var one in ReadEach<T>(path, ct)) all.Add(one);
        return all;
    }

    public async IAsyncEnumerable<T> ReadEach<T>(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        for (string? page = path; page is not null;)
        {
            (var items, page) = await ReadPage<T>(page, ct);
            foreach (var one in items) yield return one;
        }
    }

    public async Task<(List<T> Items, string? Next)> ReadPage<T>(string path, CancellationToken ct)
    {
        using var response = await Send(HttpMethod.Get, path, null, ct);
        return (await Parse<List<T>>(response, ct), Links.Next(response));
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await SendOnce(method, path, body, ct);
            if (response.IsSuccessStatusCode) return response;

            if (response.StatusCode == HttpStatusCode.TooManyRequests && attempt < Attempts && Throttle.WaitFor(response) is var wait && wait <= LongestWait)
            {
                terminal.Trace($"The server asks to wait {wait.TotalSeconds:0.#} s.");
                response.Dispose();
                await Task.Delay(wait, TimeProvider.System, ct);
                continue;
            }

            using (response) throw ApiException.From(response, await response.Content.ReadAsStringAsync(ct), org, connection);
        }
    }

    private async Task<HttpResponseMessage> SendOnce(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (body is FileInfo file) request.Content = Form(file);
        else if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Wire);
        // Without a length, servers answer a POST with 411.
        else if (method == HttpMethod.Post || method == HttpMethod.Put) request.Content = new ByteArrayContent([]);

        try
        {
            return await http.SendAsync(request, ct);
        }
        catch (HttpRequestException error)
        {
            throw new CommandException(Unreachable(error), error);
        }
        catch (TaskCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new CommandException($"{org.Text()} did not answer within {http.Timeout.TotalSeconds:0} s.", error);
        }
    }

    private static MultipartFormDataContent Form(FileInfo file)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(file.FullName));
        content.Headers.ContentType = new(file.Extension.ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".gif" => "image/gif",
            ".svg" => "image/svg+xml",
            ".ico" => "image/x-icon",
            _ => "application/octet-stream",
        });
        return new MultipartFormDataContent { { content, "file", file.Name } };
    }

    private async Task<T> Parse<T>(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Wire, ct) ?? throw new JsonException("null");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new CommandException($"{org.Text()} answered something else than expected. Is that the address of a Latchkey org?", error);
        }
    }

    private string Unreachable(HttpRequestException error) => error switch
    {
        // Whoever shows a certificate that will not do is said to; what is no certificate at all speaks something else.
        { InnerException: AuthenticationException said } when !said.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) =>
            $"{org.Text()} does not speak https: {said.Message}\n"
                + $"If it is a development server, its address is {new UriBuilder(org) { Scheme = Uri.UriSchemeHttp }.Uri.Text()}; if not, check the port.",
        { InnerException: AuthenticationException } =>
            $"{org.Text()} has a certificate this machine does not trust: {error.InnerException.Message}\nIf it is a development server, trust its "
                + "authority, dev-ca.pem in its data folder: SSL_CERT_FILE=.latchkey/dev-ca.pem on Linux, the system's trusted roots elsewhere.",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } =>
            $"{org.Host} was not found. Check the org URL.",
        _ when OrgUrl.IsThisMachine(org.Host) && connection is not { IsSource: true } =>
            $"{org.Text()} cannot be reached: {(error.InnerException?.Message ?? error.Message).TrimEnd('.')}. "
                + "Is the server running? (\"latchkey dev\" starts one.)",
        _ => $"{org.Text()} cannot be reached: {error.InnerException?.Message ?? error.Message}",
    };
}
