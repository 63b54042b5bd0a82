using System.Security.Cryptography;
using Latchkey.Native;
using Latchkey.Protocol;

namespace Latchkey.Bench;

/// <summary>
/// Many devices with the SDK refresh while answers get lost and apps are killed at the worst moment: after the server rotated the token and
/// before the device could store it. Nobody revoked anything, so every device that ends up signed out is a false sign-out.
/// </summary>
internal sealed class LostAnswers(Target target, int devices, int rounds, double lost)
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("latchkey-lost-answers-");
    private int refreshes, lostAnswers, deaths, networkErrors, falseSignOuts;

    public async Task<string> Run(CancellationToken ct)
    {
        try
        {
            var cookies = await SignInOnce();
            await Parallel.ForEachAsync(Enumerable.Range(0, devices), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (number, token) => await Live(number, cookies, token));
            return Markdown.Say($"""
                | server | devices | refreshes | answers lost | apps killed | failures shown as no network | false sign-outs |
                |---|--:|--:|--:|--:|--:|--:|
                | {target.Issuer} | {devices:N0} | {refreshes:N0} | {lostAnswers:N0} | {deaths:N0} | {networkErrors:N0} | {falseSignOuts:N0} |
                """);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public bool Failed => falseSignOuts > 0;

    private async Task Live(int number, string cookies, CancellationToken ct)
    {
        var store = new DeviceMemory();
        var line = new LossyLine(lost, () => Interlocked.Increment(ref lostAnswers)) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = Localhost.ConnectAsync } };
        using var _ = line;
        var app = App(number, store, line, cookies);
        await app.SignInAsync(cancellationToken: ct);
        line.IsLossy = true;
        for (var round = 0; round < rounds; round++)
        {
            for (var isDone = false; !isDone;)
            {
                try
                {
                    if (await app.GetSessionAsync(ct) is not { } session) throw new SignInException(SignInErrorKind.SessionExpired, "the store is empty");
                    await session.RefreshAsync(ct);
                    Interlocked.Increment(ref refreshes);
                    isDone = true;
                }
                catch (KilledException)
                {
                    Interlocked.Increment(ref deaths);
                    await app.DisposeAsync();
                    app = App(number, store, line, cookies);
                }
                catch (SignInException e) when (e.IsTransient)
                {
                    Interlocked.Increment(ref networkErrors);
                }
                catch (SignInException e)
                {
                    Console.Error.WriteLine($"{number}/{round}: {e.Kind} {e.OAuthError} {e.Message}");
                    Interlocked.Increment(ref falseSignOuts);
                    await app.DisposeAsync();
                    return;
                }
            }
        }
        await app.DisposeAsync();
    }

    private LatchkeyClient App(int number, DeviceMemory store, LossyLine line, string cookies) => new(new LatchkeyOptions
    {
        Issuer = target.Issuer,
        ClientId = target.Native!.ClientId,
        Scopes = target.Native.Scope!.Split(' '),
        // Nobody listens: the browser brings the answer itself. Any port, since so many devices share this machine (RFC 8252 §7.3).
        RedirectUri = RedirectTarget.Loopback(new Uri(target.Native.RedirectUri!).AbsolutePath),
        DataDirectory = Path.Combine(folder.FullName, number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Store = store,
        HttpHandler = line,
        Browser = new SignedInBrowser(target.Issuer, cookies),
    });

    private async Task<string> SignInOnce()
    {
        var (app, person) = (target.Native ?? throw new NotDescribedException("the target does not say which app people sign in to (native)"), target.Person ?? throw new NotDescribedException("the target does not say who can sign in (person)"));
        var visitor = new Visitor(new Wire(target.Issuer), app.RedirectUri!);
        await visitor.SignIn(Scenarios.AuthorizeRequest(target).Address, person.Login, person.Password);
        return visitor.Cookies;
    }

    /// <summary>A browser that is signed in at the server already and brings the answer back by itself.</summary>
    private sealed class SignedInBrowser(Uri server, string cookies) : ISystemBrowser
    {
        public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken) =>
            BrowserAnswer.Returned(Visitor.Callback(await new Wire(server).Send(Request.Get(address, cookies: cookies)), address));
    }

    /// <summary>The server gets every request; a share of its answers to refreshes never arrives, and half of those times the app is killed as well.</summary>
    private sealed class LossyLine(double lost, Action count) : DelegatingHandler
    {
        public bool IsLossy { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (!IsLossy || request.Method != HttpMethod.Post || RandomNumberGenerator.GetInt32(1000) >= lost * 1000) return answer;
            answer.Dispose();
            count();
            if (RandomNumberGenerator.GetInt32(2) == 0) throw new KilledException();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) InnerHandler?.Dispose();
        }
    }

    /// <summary>What survives the app: durable once a write has ended.</summary>
    private sealed class DeviceMemory : ICredentialStore
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> secrets = new();

        public string Description => "the device";

        public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult(secrets.GetValueOrDefault(name));

        public Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
        {
            secrets[name] = secret.ToArray();
            return Task.CompletedTask;
        }

        public Task DeleteAsync(string name, CancellationToken cancellationToken)
        {
            secrets.TryRemove(name, out _);
            return Task.CompletedTask;
        }
    }

    private sealed class KilledException() : Exception("The app was killed.");
}
