using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Crash;

/// <summary>
/// The server is killed while people sign in and apps refresh. What it had acknowledged is there after the restart; what
/// was spent stays spent. The promise of the storage (design §4, §6), asked of the whole.
/// </summary>
public sealed class CrashTests
{
    private const int Refreshers = 12;
    private const int SignInLanes = 3;
    private const int AnswersBeforeTheKill = 250;

    [Theory, BothEngines]
    public async Task After_kill_9_every_acknowledged_token_works_and_nothing_spent_lives_again(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-crash-").FullName;
        var postgres = engine == Engine.Postgres ? await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync() : null;
        var port = FreePort();
        try
        {
            var load = new Load();
            for (var round = 0; round < 2; round++)
            {
                await using var server = await DevServer.Start(folder, port, postgres);
                using var apps = new Client(server);
                if (round > 0) await load.Check(apps);
                await load.Run(apps, server);
            }
            await using var last = await DevServer.Start(folder, port, postgres);
            using var client = new Client(last);
            await load.Check(client);
        }
        finally
        {
            if (postgres is not null) await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The address is part of the issuer, so the restarted server must take the same port.</summary>
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>What was acknowledged. Each lane writes its own list, so nothing is lost between the answer and the note of it.</summary>
    private sealed class Load
    {
        private readonly ConcurrentBag<List<string>> families = [];
        private readonly ConcurrentBag<string> redeemed = [];
        private readonly ConcurrentBag<string> unredeemed = [];
        private readonly ConcurrentBag<string> sessions = [];

        public async Task Run(Client client, DevServer server)
        {
            // One after another: passwords cost what they cost in production here.
            for (var i = 0; i < Refreshers; i++) families.Add([(await client.Redeem((await client.SignIn()).Code))!]);
            var answers = 0;
            var enough = new TaskCompletionSource();
            void Acknowledged()
            {
                if (Interlocked.Increment(ref answers) == AnswersBeforeTheKill) enough.TrySetResult();
            }

            var lanes = families.Take(Refreshers).Select(family => UntilItDies(async () =>
            {
                var next = await client.Refresh(family[^1]) ?? throw new InvalidOperationException("A current token was refused.");
                family.Add(next);
                Acknowledged();
            })).Concat(Enumerable.Range(0, SignInLanes).Select(lane => UntilItDies(async () =>
            {
                var (code, session) = await client.SignIn();
                sessions.Add(session);
                if (lane % 2 == 0) unredeemed.Add(code);
                else
                {
                    var token = await client.Redeem(code) ?? throw new InvalidOperationException("A fresh code was refused.");
                    families.Add([token]);
                    redeemed.Add(code);
                }
                Acknowledged();
            }))).ToList();

            await Task.WhenAny(enough.Task, Task.WhenAll(lanes));
            await server.Kill();
            await Task.WhenAll(lanes);
            enough.Task.IsCompletedSuccessfully.ShouldBeTrue("the load ended before the server was killed");
        }

        private static async Task UntilItDies(Func<Task> step)
        {
            await Task.Yield();
            try
            {
                while (true) await step();
            }
            catch (Exception died) when (died is HttpRequestException or IOException)
            {
                // The connection went with the server: this answer was never acknowledged.
            }
        }

        public async Task Check(Client client)
        {
            foreach (var family in families)
            {
                var successor = await client.Refresh(family[^1]);
                successor.ShouldNotBeNull("an acknowledged refresh token was lost");
                family.Add(successor);
                (await client.Refresh(family[^2])).ShouldBe(successor, "the predecessor repeats its successor");
            }
            while (unredeemed.TryTake(out var code)) (await client.Redeem(code)).ShouldNotBeNull("an acknowledged code was lost");
            while (sessions.TryTake(out var session)) (await client.IsSignedIn(session)).ShouldBeTrue("an acknowledged session was lost");

            // Each of these ends its family, so they come last and the families they end are forgotten.
            foreach (var family in families.Where(family => family.Count >= 4))
            {
                (await client.Refresh(family[0])).ShouldBeNull("an old generation lives again");
                (await client.Refresh(family[^1])).ShouldBeNull("the family of a replayed token is over");
            }
            while (redeemed.TryTake(out var code)) (await client.Redeem(code)).ShouldBeNull("a spent code can be redeemed again");
            families.Clear();
        }
    }

    /// <summary>The native app and its person, over HTTP.</summary>
    private sealed class Client(DevServer server) : IDisposable
    {
        private readonly HttpClient http = new(TestOrg.LoopbackHandler());

        private string App => server.Facts.Apps.Native.ClientId;

        private string Authorize => $"{server.Facts.Issuer}/v1/authorize?client_id={App}&response_type=code&scope=openid+offline_access&state=s&redirect_uri={Uri.EscapeDataString("http://127.0.0.1/callback")}&code_challenge={Pkce.Challenge(TestApp.Verifier)}&code_challenge_method=S256";

        public async Task<(string Code, string Session)> SignIn()
        {
            using var browser = new TestBrowser(new Uri(server.Facts.OrgUrl));
            var page = await browser.OpenAsync(Authorize);
            TestPage end;
            do end = await browser.SubmitAsync(page, ("identifier", server.Facts.Person.Login), ("password", server.Facts.Person.Password));
            while (end.Status == HttpStatusCode.ServiceUnavailable);      // "many people are signing in": so they are
            return (end.Parameter("code") ?? throw new InvalidOperationException($"No code: {end.Status} {end.Text}"), browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "sid").Value);
        }

        public async Task<bool> IsSignedIn(string session)
        {
            using var browser = new TestBrowser(new Uri(server.Facts.OrgUrl));
            browser.Cookies.Add(new Uri(server.Facts.OrgUrl), new Cookie("sid", session));
            return (await browser.OpenAsync(Authorize + "&prompt=none")).Parameter("code") is not null;
        }

        public Task<string?> Redeem(string code) => Token(new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = "http://127.0.0.1/callback", ["code_verifier"] = TestApp.Verifier });

        public Task<string?> Refresh(string token) => Token(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token });

        /// <summary>The refresh token, or null when the grant is refused; anything else is a failure.</summary>
        private async Task<string?> Token(Dictionary<string, string> form)
        {
            form["client_id"] = App;
            using var answer = await http.PostAsync(server.Facts.Issuer + "/v1/token", new FormUrlEncodedContent(form));
            var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            if (answer.StatusCode == HttpStatusCode.OK) return json["refresh_token"]!.GetValue<string>();
            json["error"]!.GetValue<string>().ShouldBe("invalid_grant");
            return null;
        }

        public void Dispose() => http.Dispose();
    }
}
