using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Web;
using Latchkey.Native;
using Latchkey.Protocol;

namespace Latchkey.Bench;

/// <param name="Devices">How many there are.</param>
/// <param name="Rounds">How many refreshes each of them has to bring home.</param>
/// <param name="LostRequests">The share of token requests that never reach the server.</param>
/// <param name="LostAnswers">The share of the others whose answer never reaches the device.</param>
/// <param name="Deaths">The share of these losses during which the app is killed as well.</param>
/// <param name="DPoP">Whether tokens are bound.</param>
/// <param name="Rotation">What the SDK is told of the provider.</param>
/// <param name="Offline">How long an app that was killed stays away: what a time of grace has to last.</param>
internal sealed record Weather(int Devices, int Rounds, double LostRequests, double LostAnswers, double Deaths, DPoP DPoP, RefreshRotation Rotation, TimeSpan Offline);

/// <summary>
/// Many devices with the SDK refresh while requests and answers get lost and apps are killed at the worst moments: while the answer is on its
/// way, before the device stored it, and right after. Nobody revokes anything, so every device that ends up signed out is a false sign-out.
/// </summary>
internal sealed class LostAnswers(string name, Target target, Weather weather) : IDisposable
{
    /// <summary>How often an app is killed around a write of its store, before it and after it.</summary>
    private const double DeathsAtStore = 0.05;

    private const int MostTries = 1000;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("latchkey-lost-answers-");
    private readonly ConcurrentDictionary<string, int> problems = new();
    private readonly SocketsHttpHandler wire = new() { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = Localhost.ConnectAsync };
    private int refreshes, lostRequests, lostAnswers, killedWaiting, killedStoring, noNetwork, falseSignOuts, others, working;

    private Weather Weather => weather;

    public bool Failed => falseSignOuts > 0 || others > 0 || working < weather.Devices;

    public const string Head = """
        | server | devices | rounds | refreshes | requests lost | answers lost | apps killed waiting | apps killed storing | failures shown as no network | other errors | false sign-outs | signed in at the end |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;

    /// <summary>What went wrong, most often first.</summary>
    public IEnumerable<string> Problems => problems.OrderByDescending(p => p.Value).Select(p => $"- {name}: {p.Value} × {p.Key}");

    /// <summary>A row of the table.</summary>
    public async Task<string> Run(CancellationToken ct)
    {
        try
        {
            // Where whoever comes is signed in, each device has a browser of its own: oidc-provider keeps a grant, and a sign-in that is under way, with the browser's session.
            var cookies = target.Person?.Password.Length > 0 ? await SignInOnce() : "";
            await Parallel.ForEachAsync(Enumerable.Range(0, weather.Devices), new ParallelOptions { MaxDegreeOfParallelism = weather.Offline > TimeSpan.Zero ? weather.Devices : 16, CancellationToken = ct }, async (number, token) => await Live(number, cookies, token));
            return Markdown.Say($"| {name} | {weather.Devices:N0} | {weather.Rounds:N0} | {refreshes:N0} | {lostRequests:N0} | {lostAnswers:N0} | {killedWaiting:N0} | {killedStoring:N0} | {noNetwork:N0} | {others:N0} | {falseSignOuts:N0} | {working:N0} |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => wire.Dispose();

    private async Task Live(int number, string cookies, CancellationToken ct)
    {
        var memory = new ConcurrentDictionary<string, byte[]>();
        var life = new Life(this);
        var app = App(number, memory, life, cookies);
        try
        {
            await app.SignInAsync(cancellationToken: ct);
            life.IsStormy = true;
            for (var round = 0; round < weather.Rounds; round++)
            {
                for (var tries = 0; ; tries++)
                {
                    try
                    {
                        await Refresh(app, ct);
                        Interlocked.Increment(ref refreshes);
                        break;
                    }
                    catch (Exception) when (life.IsDead)
                    {
                        await app.DisposeAsync();
                        await Task.Delay(weather.Offline, ct);
                        life = new Life(this) { IsStormy = true };
                        app = App(number, memory, life, cookies);
                    }
                    catch (SignInException e) when (e.IsTransient && tries < MostTries)
                    {
                        Interlocked.Increment(ref noNetwork);
                        if (e.RetryAfter is { } wait) await Task.Delay(wait, ct);
                    }
                    catch (SignInException e) when (e.Kind is SignInErrorKind.SessionExpired or SignInErrorKind.StorageReset)
                    {
                        Interlocked.Increment(ref falseSignOuts);
                        Note(e);
                        return;
                    }
                    catch (SignInException e)
                    {
                        Interlocked.Increment(ref others);
                        Note(e);
                        break;
                    }
                }
            }
            life.IsStormy = false;
            await Refresh(app, ct);
            Interlocked.Increment(ref working);
        }
        catch (SignInException e)
        {
            Interlocked.Increment(ref others);
            Note(e);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task Refresh(LatchkeyClient app, CancellationToken ct)
    {
        var session = await app.GetSessionAsync(ct) ?? throw new SignInException(SignInErrorKind.SessionExpired, "the store is empty");
        await session.RefreshAsync(ct);
    }

    private void Note(SignInException e) => problems.AddOrUpdate($"{e.Kind} {e.OAuthError}: {e.Message}", 1, (_, known) => known + 1);

    private LatchkeyClient App(int number, ConcurrentDictionary<string, byte[]> memory, Life life, string cookies) => new(new LatchkeyOptions
    {
        Issuer = new Uri(target.Name!),
        Rotation = weather.Rotation,
        ClientId = target.Native!.ClientId,
        Scopes = target.Native.Scope!.Split(' '),
        // Nobody listens: the browser brings the answer itself. Any port, since so many devices share this machine (RFC 8252 §7.3).
        RedirectUri = RedirectTarget.Loopback(new Uri(target.Native.RedirectUri!).AbsolutePath),
        DataDirectory = Path.Combine(folder.FullName, number.ToString(CultureInfo.InvariantCulture)),
        Store = new DeviceStore(memory, life),
        DPoP = weather.DPoP,
        HttpHandler = new LossyLine(wire, life),
        Browser = new SignedInBrowser(target.Issuer, cookies, target.Person!),
    });

    private async Task<string> SignInOnce()
    {
        var (app, person) = (target.Native ?? throw new NotDescribedException("the target does not say which app people sign in to (native)"), target.Person ?? throw new NotDescribedException("the target does not say who can sign in (person)"));
        var visitor = new Visitor(new Wire(target.Issuer), app.RedirectUri!);
        await visitor.SignIn(Scenarios.AuthorizeRequest(target).Address, person.Login, person.Password);
        return visitor.Cookies;
    }

    private static bool Happens(double share) => RandomNumberGenerator.GetInt32(1_000_000) < share * 1_000_000;

    /// <summary>A browser that is signed in at the server already and brings the answer back by itself.</summary>
    private sealed class SignedInBrowser(Uri server, string cookies, TargetPerson person) : ISystemBrowser
    {
        public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken) =>
            BrowserAnswer.Returned(await new Visitor(new Wire(server), HttpUtility.ParseQueryString(address.Query)[Parameter.RedirectUri]!, cookies).SignIn(address, person.Login, person.Password));
    }

    /// <summary>One life of the app on one device, from a start to a kill. Whoever is dead sends nothing and stores nothing any more.</summary>
    private sealed class Life(LostAnswers run)
    {
        private volatile bool isDead;

        public bool IsStormy { get; set; }
        public bool IsDead => isDead;

        public void MustBeAlive()
        {
            if (isDead) throw new KilledException();
        }

        public async Task<HttpResponseMessage> Send(HttpRequestMessage request, Func<Task<HttpResponseMessage>> send)
        {
            MustBeAlive();
            var isLossy = IsStormy && request.Method == HttpMethod.Post;
            if (isLossy && Happens(run.Weather.LostRequests)) throw Lost(ref run.lostRequests, "The request was lost.");
            var answer = await send();
            if (!isLossy || !Happens(run.Weather.LostAnswers)) return answer;
            answer.Dispose();
            throw Lost(ref run.lostAnswers, "The answer was lost.");
        }

        public void Write(Action write)
        {
            MustBeAlive();
            if (IsStormy && Happens(DeathsAtStore)) throw Killed(ref run.killedStoring);
            write();
            if (IsStormy && Happens(DeathsAtStore)) throw Killed(ref run.killedStoring);
        }

        private Exception Lost(ref int counter, string words)
        {
            Interlocked.Increment(ref counter);
            return Happens(run.Weather.Deaths) ? Killed(ref run.killedWaiting) : new HttpRequestException(HttpRequestError.ResponseEnded, words);
        }

        private KilledException Killed(ref int counter)
        {
            Interlocked.Increment(ref counter);
            isDead = true;
            return new KilledException();
        }
    }

    /// <summary>The way to the server. Connections are shared by all devices and outlive each of them.</summary>
    private sealed class LossyLine(SocketsHttpHandler wire, Life life) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(wire, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            life.Send(request, () => invoker.SendAsync(request, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            if (disposing) invoker.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>What survives the app: durable once a write has ended.</summary>
    private sealed class DeviceStore(ConcurrentDictionary<string, byte[]> memory, Life life) : ICredentialStore
    {
        public string Description => "the device";

        public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
        {
            life.MustBeAlive();
            return Task.FromResult(memory.GetValueOrDefault(name));
        }

        public Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
        {
            life.Write(() => memory[name] = secret.ToArray());
            return Task.CompletedTask;
        }

        public Task DeleteAsync(string name, CancellationToken cancellationToken)
        {
            life.Write(() => memory.TryRemove(name, out _));
            return Task.CompletedTask;
        }
    }

    private sealed class KilledException() : Exception("The app was killed.");
}
