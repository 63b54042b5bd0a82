using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Parser;

namespace Latchkey.Native.Tests.Kit;

/// <summary>Another maker's provider as a process of its own: the programs of bench/, which are put together as those products' guides say.</summary>
public sealed class ForeignProvider : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly Process process;
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-foreign-").FullName;

    private ForeignProvider(string program, Func<string, string, string[]> arguments)
    {
        var port = FreePort();
        Address = new Uri($"http://localhost:{port}/");
        process = Process.Start(new ProcessStartInfo(program, arguments($"{port}", folder)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public bool NamesItselfWithSlash { get; private init; }

    /// <summary>OpenIddict's default name is its address, which ends in a slash.</summary>
    public static Task<ForeignProvider> OpenIddict()
    {
        var provider = new ForeignProvider("dotnet", (port, data) => [Repository.Program("Latchkey.Peers"), "--port", port, "--data", data, "--alg", "ES256"])
        {
            NamesItselfWithSlash = true,
        };
        return provider.Answers();
    }

    /// <summary>oidc-provider: <c>strict</c>, <c>none</c>, or <c>own</c>, what the product does when nobody says.</summary>
    public static async Task<ForeignProvider> OidcProvider(string rotation)
    {
        var home = Path.Combine(Repository.Root, "bench", "oidc-provider");
        if (!Directory.Exists(Path.Combine(home, "node_modules", "oidc-provider")))
        {
            using var install = Process.Start("npm", ["ci", "--no-audit", "--no-fund", "--prefix", home]);
            await install.WaitForExitAsync();
            install.ExitCode.ShouldBe(0, "oidc-provider could not be installed");
        }
        return await new ForeignProvider("node", (port, _) => [Path.Combine(home, "server.mjs"), port, "ES256", rotation, "people"]).Answers();
    }

    private async Task<ForeignProvider> Answers()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(patience.Token))
        {
            process.HasExited.ShouldBeFalse("the provider ended by itself");
            try
            {
                if ((await Http.GetAsync(new Uri(Address, ".well-known/openid-configuration"), patience.Token)).IsSuccessStatusCode) return this;
            }
            catch (HttpRequestException)
            {
                // not yet
            }
        }
        throw new TimeoutException();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A person's browser at somebody else's provider: keeps cookies, follows redirects, and says yes to the form that asks about signing out.</summary>
public sealed class WanderingBrowser : ISystemBrowser, IDisposable
{
    private static readonly HttpClient App = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var first = new HttpRequestMessage(HttpMethod.Get, address);
        var answer = await http.SendAsync(first, cancellationToken);
        for (var step = 0; step < 20; step++)
        {
            if (answer.Headers.Location is { } location)
            {
                var next = new Uri(answer.RequestMessage!.RequestUri!, location);
                answer.Dispose();
                if (next.AbsolutePath is "/callback" or "/signed-out")
                {
                    _ = App.GetAsync(next, CancellationToken.None);
                    return BrowserAnswer.Opened;
                }
                answer = await http.GetAsync(next, cancellationToken);
                continue;
            }
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(cancellationToken));
            var form = page.QuerySelector("form") ?? throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: {page.Body?.TextContent}");
            var values = form.QuerySelectorAll("input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).Append(new("logout", "yes"));
            var action = new Uri(answer.RequestMessage!.RequestUri!, form.GetAttribute("action"));
            answer.Dispose();
            using var content = new FormUrlEncodedContent(values);
            answer = await http.PostAsync(action, content, cancellationToken);
        }
        throw new InvalidOperationException("The provider leads in circles.");
    }

    public void Dispose() => http.Dispose();
}

/// <summary>The way to the provider, on which the next answer of the token endpoint gets lost when that is wanted.</summary>
public sealed class LossyLine() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private int losing;
    private int refreshes;

    public List<(string Path, HttpStatusCode Status)> Answers { get; } = [];
    public int Refreshes => Volatile.Read(ref refreshes);

    public void LosesNextAnswer() => Interlocked.Increment(ref losing);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRefresh = request.Content is not null && (await request.Content.ReadAsStringAsync(cancellationToken)).Contains("grant_type=refresh_token", StringComparison.Ordinal);
        if (isRefresh) Interlocked.Increment(ref refreshes);
        var answer = await base.SendAsync(request, cancellationToken);
        lock (Answers) Answers.Add((request.RequestUri!.AbsolutePath, answer.StatusCode));
        if (!isRefresh || Interlocked.Exchange(ref losing, 0) == 0) return answer;
        answer.Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
    }
}
