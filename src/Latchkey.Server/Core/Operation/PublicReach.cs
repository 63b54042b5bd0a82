using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Operation;

/// <summary>Asks a server's public address what apps and phones ask it first: through the name, the certificate and the proxy that they meet.</summary>
internal static class PublicReach
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortlyBefore = TimeSpan.FromDays(14);

    private static readonly string[] Files =
    [
        "/.well-known/oauth-authorization-server", "/.well-known/okta-organization", "/.well-known/assetlinks.json",
        "/.well-known/apple-app-site-association",
    ];

    /// <summary>The JSON that stands at an address of this server for whoever asks from outside; null: none does.</summary>
    public static async Task<string?> Document(ServerSettings settings, Uri address, CancellationToken ct)
    {
        using var connection = Connection(certificate: null, settings);
        using var http = new HttpClient(connection) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address, ct);
            return answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json"
                ? await answer.Content.ReadAsStringAsync(ct) : null;
        }
        catch (Exception unreached) when (unreached is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public static async Task<IReadOnlyList<CheckResult>> Of(ServerSettings settings, TimeProvider clock, CancellationToken ct)
    {
        var (url, ends) = (settings.BaseUrl.GetLeftPart(UriPartial.Authority), (DateTimeOffset?)null);
        using var connection = Connection(known => ends = new DateTimeOffset(known.NotAfter.ToUniversalTime(), TimeSpan.Zero), settings);
        using var http = new HttpClient(connection) { BaseAddress = new Uri(url), Timeout = Patience };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            var document = JsonNode.Parse(await http.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative), ct));
            var issuer = (string?)document?["issuer"];
            // OpenID Connect Discovery §4.3: exactly the address that was asked.
            if (issuer != url) return [new(Checked.Reach, CheckState.Bad, $"{url}: issuer {issuer}")];
            var until = ends is { } end ? string.Create(CultureInfo.InvariantCulture, $", TLS – {end.UtcDateTime:yyyy-MM-dd}") : "";
            return
            [
                new(Checked.Reach, ends - clock.Now < ShortlyBefore ? CheckState.Warning : CheckState.Good, url + until),
                await OfFiles(http, ct),
            ];
        }
        catch (Exception unreached) when (unreached is HttpRequestException or JsonException or InvalidOperationException or OperationCanceledException
            && !ct.IsCancellationRequested)
        {
            var state = settings.Development ? CheckState.Warning : CheckState.Bad;
            return [new(Checked.Reach, state, $"{url}: {(unreached.InnerException ?? unreached).Message}")];
        }
    }

    private static SocketsHttpHandler Connection(Action<X509Certificate2>? certificate, ServerSettings settings) => new()
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = Localhost.ConnectAsync,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, shown, _, problems) =>
            {
                if (shown is X509Certificate2 known) certificate?.Invoke(known);
                // A development server has made its own.
                return settings.Development || problems == System.Net.Security.SslPolicyErrors.None;
            },
        },
    };

    private static async Task<CheckResult> OfFiles(HttpClient http, CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var file in Files)
        {
            using var answer = await http.GetAsync(new Uri(file, UriKind.Relative), ct);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "application/json") missing.Add(file);
        }
        return new(Checked.WellKnown, missing.Count == 0 ? CheckState.Good : CheckState.Bad,
            missing.Count == 0 ? Files.Length.ToString(CultureInfo.InvariantCulture) : string.Join(", ", missing));
    }
}
