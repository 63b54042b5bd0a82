using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>Whoever is sent away is told when to come back, the same in every header. Okta's SDKs: `Date`, `x-rate-limit-reset`, `Retry-After`.</summary>
public sealed class RefusalHeadersTests
{
    [Fact]
    public async Task A_limit_that_is_reached_says_so_in_every_face()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.01 });
        async Task<Seen> Until429(Func<Task<Seen>> ask)
        {
            for (var i = 0; ; i++)
                if (await ask() is var answer && (answer.Status == 429 || i > 100)) return answer;
        }
        Refusals.ShouldSayWhenToComeBack(org, await Until429(() => org.Visit("/signin", ("Accept", "text/html"))), 429);
        Refusals.ShouldSayWhenToComeBack(org, await Until429(() => org.Visit("/api/v1/users")), 429);
        Refusals.ShouldSayWhenToComeBack(org, await Until429(() => org.PostForm("/oauth2/default/v1/token", "grant_type=x")), 429);
        Refusals.ShouldSayWhenToComeBack(org, await Until429(() => org.Visit("/.well-known/openid-configuration")), 429);
        Refusals.ShouldSayWhenToComeBack(org, await Until429(() => org.Exchange(HttpMethod.Post, "/api/v1/authn", Asking.Of("""{"username":"a","password":"b"}"""u8.ToArray(), "application/json"))), 429);
        Refusals.ShouldSayWhenToComeBack(org, await Until429(() => org.Exchange(HttpMethod.Post, "/oauth2/v1/clients", Asking.Of("{}"u8.ToArray(), "application/json"))), 429);
    }

    [Fact]                                                             // the inner bucket of the password grant, not the outer one of the endpoint
    public async Task Passwords_at_the_token_endpoint_name_their_own_limit()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.05 });
        var app = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password"), ["response_types"] = new JsonArray() });
        Task<Seen> Guess() => org.PostForm(org.Issuer + "/v1/token", $"grant_type=password&client_id={app.ClientId}&username=a&password=b&scope=openid");
        for (var i = 0; i < 6; i++) (await Guess()).Status.ShouldBe(400);
        var refused = await Guess();
        Refusals.ShouldSayWhenToComeBack(org, refused, 429);
        refused.Headers["x-rate-limit-limit"].ShouldBe("6");
    }

    [Fact]                                                             // RFC 8628: too many codes of one device
    public async Task Too_many_user_codes_says_when_there_may_be_more()
    {
        await using var org = await TestOrg.StartAsync();
        Task<Seen> Ask() => org.PostForm(org.Issuer + "/v1/device/authorize", $"client_id={org.NativeApp.ClientId}&scope=openid");
        for (var i = 0; i < DecoupledRequests.MostOfDevices; i++) (await Ask()).Status.ShouldBe(200);
        var refused = await Ask();
        refused.Text.ShouldContain("too_many_user_codes");
        Refusals.ShouldSayWhenToComeBack(org, refused, 429);
    }

    [Fact]                                                             // CIBA: too many wait for one person
    public async Task Too_many_requests_for_a_person_say_when_there_may_be_more()
    {
        await using var org = await TestOrg.StartAsync();
        var app = await org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray("urn:openid:params:grant-type:ciba"), ["response_types"] = new JsonArray() });
        Task<Seen> Ask() => org.PostForm(org.Issuer + "/v1/bc/authorize", $"client_id={app.ClientId}&client_secret={app.ClientSecret}&scope=openid&login_hint={org.Person.Login}");
        for (var i = 0; i < DecoupledRequests.MostOfOneApp; i++) (await Ask()).Status.ShouldBe(200);
        var refused = await Ask();
        refused.Text.ShouldContain("too_many_requests");
        Refusals.ShouldSayWhenToComeBack(org, refused, 429);
    }

    [Fact]                                                             // whoever fills mailboxes; what one name may be sent is silent, or it would say who has an account
    public async Task Mails_asked_for_by_the_dozen_are_put_off_in_every_face()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.3 });      // six pages, eighteen calls
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = true, ["proofOfWork"] = "OFF" })).ShouldSucceed();
        using var browser = org.Browser();
        var signIn = await browser.OpenAsync(org.NativeApp.AuthorizeUrl());
        var forgot = await browser.OpenAsync(signIn.Document.QuerySelector("#forgot")!.GetAttribute("href")!);
        for (var i = 0; i < 6; i++) (await browser.SubmitAsync(forgot, ("identifier", org.Person.Login))).Status.ShouldBe(HttpStatusCode.OK);
        (await org.MailsAsync(org.Person.Login)).Count.ShouldBe(AccountRecovery.MostMails);
        Refusals.ShouldSayWhenToComeBack(org, Of(await browser.SubmitAsync(forgot, ("identifier", org.Person.Login))), 429);
        Refusals.ShouldSayWhenToComeBack(org, Of(await browser.PostAsync("/signup?flow=x", ("email", "ada@example.com"))), 429);

        Task<Seen> Recover() => org.Exchange(HttpMethod.Post, "/api/v1/authn/recovery/password", Asking.Of(Encoding.UTF8.GetBytes($$"""{"username":"{{org.Person.Login}}","factorType":"EMAIL"}"""), "application/json"));
        for (var i = 0; i < 18; i++)
        {
            var asked = await Recover();
            asked.Status.ShouldBe(200, asked.Text);
            asked.Headers.ShouldNotContainKey("Retry-After");
        }
        Refusals.ShouldSayWhenToComeBack(org, await Recover(), 429);
    }

    [Fact]                                                             // a lock is no limit: nothing tells a stranger when to go on guessing
    public async Task A_locked_account_is_told_like_a_wrong_password_and_names_no_time()
    {
        await using var org = await TestOrg.StartAsync();
        var person = await org.CreatePersonAsync();
        Task<Seen> SignIn(string password) => org.Exchange(HttpMethod.Post, "/api/v1/authn", Asking.Of(Encoding.UTF8.GetBytes($$"""{"username":"{{person.Login}}","password":"{{password}}"}"""), "application/json"));
        var first = await SignIn("wrong");
        for (var i = 0; (await org.Read($"/users/{person.Id}"))["status"] != "LOCKED_OUT"; i++) (i < 50 && (await SignIn("wrong")).Status == 401).ShouldBeTrue();
        var locked = await SignIn(person.Password);
        (locked.Status, locked.Headers.ContainsKey("Retry-After")).ShouldBe((401, false));
        int.Parse(locked.Headers["x-rate-limit-remaining"], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        locked.Headers.Keys.ShouldBe(first.Headers.Keys, ignoreOrder: true);
    }

    [Fact]                                                             // design §7: a bounded queue, and no face of it says anything else
    public async Task A_queue_of_passwords_that_is_full_says_when_to_come_back_in_every_face()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { PasswordIterations = 2_000_000 });
        (await org.Put("/org/settings", new JsonObject { ["selfServiceRegistration"] = true })).ShouldSucceed();
        var app = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("password"), ["response_types"] = new JsonArray() });
        using var browser = org.Browser();
        var signIn = await browser.OpenAsync(org.NativeApp.AuthorizeUrl());
        var signUp = await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: [("prompt", "create")]));
        var forgot = await browser.SubmitAsync(await browser.OpenAsync(signIn.Document.QuerySelector("#forgot")!.GetAttribute("href")!), ("identifier", org.Person.Login));
        forgot.Status.ShouldBe(HttpStatusCode.OK);
        var reset = await browser.OpenAsync((await org.MailsAsync(org.Person.Login))[0].Links.Single());

        await using var crowd = new Crowd(org.Services.GetRequiredService<PasswordHashing>());
        async Task PutOff(Func<Task<Seen>> ask)
        {
            crowd.Fill();
            var asked = ask();
            while (!asked.IsCompleted)                                 // whoever is done makes room, which another takes at once
            {
                crowd.Fill();
                await Task.Yield();
            }
            Refusals.ShouldSayWhenToComeBack(org, await asked, 503);
        }
        var named = $$"""{"username":"{{org.Person.Login}}","password":"{{org.Person.Password}}"}""";
        await PutOff(() => org.Exchange(HttpMethod.Post, "/api/v1/authn", Asking.Of(Encoding.UTF8.GetBytes(named), "application/json")));
        await PutOff(() => org.PostForm(org.Issuer + "/v1/token", $"grant_type=password&client_id={app.ClientId}&username={org.Person.Login}&password=x&scope=openid"));
        await PutOff(() => org.Exchange(HttpMethod.Post, "/api/v1/users", Asking.Of(Encoding.UTF8.GetBytes(ApiCalls.NewUser("ada@example.com", "Correct-Horse-7").ToJsonString()), "application/json"), ("Authorization", "SSWS " + org.Facts.ApiToken)));
        await PutOff(async () => Of(await browser.SubmitAsync(signIn, ("identifier", org.Person.Login), ("password", "x"))));
        await PutOff(async () => Of(await browser.SubmitAsync(signUp, ("firstName", "Ada"), ("lastName", "L"), ("email", "ada@example.com"), ("password", "Correct-Horse-7"))));
        await PutOff(async () => Of(await browser.SubmitAsync(reset, ("password", "Better-Horse-8"), ("confirm", "Better-Horse-8"))));
    }

    /// <summary>As many passwords as fit wait to be hashed, and go on waiting.</summary>
    private sealed class Crowd(PasswordHashing hashing) : IAsyncDisposable
    {
        private readonly CancellationTokenSource over = new();
        private readonly List<Task> waiting = [];

        public void Fill()
        {
            while (hashing.Hash("Correct-Horse-7", over.Token) is { IsFaulted: false } one) waiting.Add(one);
        }

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            foreach (var one in waiting)
            {
                try { await one; }
                catch (Exception ended) when (ended is OperationCanceledException or PasswordQueueFullException) { }
            }
            over.Dispose();
        }
    }

    private static Seen Of(TestPage page) => new((int)page.Status, page.Location, null, new(page.Headers, StringComparer.OrdinalIgnoreCase), page.Text);

    [Fact]
    public async Task A_database_that_is_away_says_when_to_ask_again()
    {
        await using var org = await TestOrg.StartAsync();
        await org.Services.GetRequiredService<Database>().DisposeAsync();
        Refusals.ShouldSayWhenToComeBack(org, await org.Visit("/healthz"), 503);
    }
}
