using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Management.SingleSignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Sessions;

/// <summary>The cookies of a server that is reached over https. Contract §2.16; RFC 6265bis §4.1.3.2; threats §1 row 3.</summary>
public sealed class SessionCookieTests : IAsyncLifetime
{
    private const string Page = "text/html,application/xhtml+xml";

    private TestOrg org = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"https://localhost:{settings.BaseUrl.Port}") });
        http = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri($"http://localhost:{new Uri(org.Url).Port}") };       // what a proxy would pass on
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await org.DisposeAsync();
    }

    private async Task<(HttpResponseMessage Answer, string[] Set)> Send(HttpMethod method, string path, string accept, string? cookie = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } url ? url.PathAndQuery : path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        var answer = await http.SendAsync(request);
        return (answer, answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : []);
    }

    private static string Value(string[] set, string name) => set.Single(one => one.StartsWith(name + "=", StringComparison.Ordinal)).Split('=', 2)[1].Split(';')[0];

    private async Task<string> SessionToken()
    {
        var (answer, set) = await Send(HttpMethod.Post, "/api/v1/authn", "application/json", content: new StringContent(new JsonObject { ["username"] = org.Person.Login, ["password"] = org.Person.Password }.ToJsonString(), null, "application/json"));
        set.ShouldHaveSingleItem().ShouldStartWith("DT=");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["sessionToken"]!.ToString();
    }

    private async Task<bool> IsSignedIn(string cookie, string accept) => accept == Page
        ? (await (await Send(HttpMethod.Get, "/", accept, cookie)).Answer.Content.ReadAsStringAsync()).Contains("Signed in as", StringComparison.Ordinal)
        : (await Send(HttpMethod.Get, "/api/v1/sessions/me", accept, cookie)).Answer.StatusCode == HttpStatusCode.OK;

    private async Task<string[]> Begin(string accept, string? cookie = null) =>
        (await Send(HttpMethod.Get, $"/login/sessionCookieRedirect?token={await SessionToken()}&redirectUrl=/", accept, cookie)).Set;

    [Fact]
    public async Task A_browser_gets_its_session_in_a_cookie_of_this_host_alone()
    {
        var set = await Begin(Page);
        set.Select(one => one.Split('=')[0]).ShouldBe(["DT", "__Host-sid"], ignoreOrder: true);
        var cookie = set.Single(one => one.StartsWith("__Host-sid=", StringComparison.Ordinal));
        foreach (var attribute in (string[])["; secure", "; httponly", "; path=/", "; samesite=none"]) cookie.ToLowerInvariant().ShouldContain(attribute);
        cookie.ShouldNotContain("domain", Case.Insensitive);
        cookie.ShouldNotContain("max-age", Case.Insensitive);
        (await IsSignedIn("__Host-sid=" + Value(set, "__Host-sid"), Page)).ShouldBeTrue();

        var (_, begun) = await Send(HttpMethod.Get, org.NativeApp.AuthorizeUrl(), Page);
        begun.ShouldHaveSingleItem().ShouldStartWith("__Host-lk_browser=");
    }

    [Fact]                                                             // gimme-aws-creds reads both from the answer, and sends sid by itself
    public async Task A_program_gets_the_session_by_Oktas_name_too_and_may_send_that_alone()
    {
        var set = await Begin("application/json");
        set.Select(one => one.Split('=')[0]).ShouldBe(["DT", "__Host-sid", "sid"], ignoreOrder: true);
        Value(set, "sid").ShouldBe(Value(set, "__Host-sid"));
        set.ShouldAllBe(one => one.Contains("secure", StringComparison.OrdinalIgnoreCase) && one.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        (await IsSignedIn("sid=" + Value(set, "sid"), "application/json")).ShouldBeTrue();
    }

    [Fact]                                                             // threats §1 row 3: a neighbouring host can set sid for this one, never __Host-sid
    public async Task A_session_that_a_neighbour_planted_is_none_for_a_browser()
    {
        var attackers = Value(await Begin("application/json"), "sid");
        var mine = Value(await Begin(Page), "__Host-sid");
        (await IsSignedIn("sid=" + attackers, Page)).ShouldBeFalse();
        (await IsSignedIn($"sid={attackers}; __Host-sid=nonsense", "application/json")).ShouldBeFalse();      // where a __Host-sid came, it alone counts
        (await IsSignedIn($"sid=nonsense; __Host-sid={mine}", Page)).ShouldBeTrue();
        foreach (var header in (string[])["Sec-Fetch-Site", "Sec-Fetch-Dest"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/sessions/me");
            request.Headers.TryAddWithoutValidation("Cookie", "sid=" + attackers);
            request.Headers.TryAddWithoutValidation(header, header == "Sec-Fetch-Site" ? "same-origin" : "empty");
            (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        // Signing in takes what was planted away.
        (await Begin(Page, "sid=" + attackers)).ShouldContain(one => one.StartsWith("sid=;", StringComparison.Ordinal));
    }

    [Fact]                                                             // nobody is signed out by the new name
    public async Task A_session_from_before_the_prefix_lives_until_it_ends()
    {
        var old = Value(await Begin(Page), "__Host-sid");
        await org.Services.GetRequiredService<Database>().Change("update sessions set bare_cookie = 1 where token_hash = @hash", new { hash = Secrets.Hash(old) }, default);
        (await IsSignedIn("sid=" + old, Page)).ShouldBeTrue();
        (await IsSignedIn("sid=" + old, "application/json")).ShouldBeTrue();
        var (_, ended) = await Send(HttpMethod.Delete, "/api/v1/sessions/me", "*/*", "sid=" + old);
        ended.Count(one => one.StartsWith("sid=;", StringComparison.Ordinal) || one.StartsWith("__Host-sid=;", StringComparison.Ordinal)).ShouldBe(2);
        (await IsSignedIn("sid=" + old, Page)).ShouldBeFalse();
    }

    [Fact]                                                             // contract §2.16: usePersistentCookie, off unless an administrator wants it
    public async Task An_org_may_let_browsers_keep_sessions_and_still_decides_when_they_end()
    {
        Task<(HttpResponseMessage Answer, string[] Set)> Settings(HttpMethod method, JsonObject? body = null)
        {
            http.DefaultRequestHeaders.Remove("Authorization");
            http.DefaultRequestHeaders.Add("Authorization", org.Api.DefaultRequestHeaders.Authorization?.ToString() ?? org.Api.DefaultRequestHeaders.GetValues("Authorization").Single());
            return Send(method, "/api/v1/org/settings", "application/json", content: body is null ? null : new StringContent(body.ToJsonString(), null, "application/json"));
        }
        async Task<JsonNode> Read(Task<(HttpResponseMessage Answer, string[] Set)> sent) => JsonNode.Parse(await (await sent).Answer.Content.ReadAsStringAsync())!;

        var before = await Read(Settings(HttpMethod.Get));
        before["usePersistentCookie"]!.GetValue<bool>().ShouldBeFalse();
        var after = await Read(Settings(HttpMethod.Put, new JsonObject { ["usePersistentCookie"] = true }));
        after["usePersistentCookie"]!.GetValue<bool>().ShouldBeTrue();
        after["selfServiceRegistration"]!.GetValue<bool>().ShouldBe(before["selfServiceRegistration"]!.GetValue<bool>());      // what was not named stays
        (await Settings(HttpMethod.Put, [])).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var set = await Begin(Page);
        var cookie = set.Single(one => one.StartsWith("__Host-sid=", StringComparison.Ordinal));
        cookie.ToLowerInvariant().ShouldContain($"max-age={(int)Core.SingleSignOn.Sessions.Longest.TotalSeconds};");
        org.Clock.Advance(TimeSpan.FromMinutes(119));
        (await IsSignedIn("__Host-sid=" + Value(set, "__Host-sid"), Page)).ShouldBeTrue();
        org.Clock.Advance(TimeSpan.FromMinutes(121));                  // the browser still has it; here it has idled out
        (await IsSignedIn("__Host-sid=" + Value(set, "__Host-sid"), Page)).ShouldBeFalse();

        await Settings(HttpMethod.Put, new JsonObject { ["usePersistentCookie"] = false });
        (await Begin(Page)).ShouldAllBe(one => one.StartsWith("DT=", StringComparison.Ordinal) || !one.Contains("max-age", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]                                                             // decision 0013
    public async Task A_device_token_is_given_once_and_decides_nothing()
    {
        var set = await Begin(Page);
        var given = set.Single(one => one.StartsWith(DeviceToken.Name + "=", StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var attribute in (string[])["; secure", "; httponly", "; path=/", "; samesite=lax", "max-age=63072000"]) given.ShouldContain(attribute);
        (await Begin(Page, "DT=" + Value(set, "DT"))).ShouldAllBe(one => !one.StartsWith("DT=", StringComparison.Ordinal));
        // Nor is it kept: not in the log, not beside the session.
        var db = org.Services.GetRequiredService<Database>();
        foreach (var table in (string[])["log_records", "sessions", "session_tokens", "users"])
            (await db.Many<string>(table == "log_records" ? "select record from log_records" : table == "users" ? "select profile from users" : $"select token_hash from {table}", null, default)).ShouldAllBe(text => !text.Contains(Value(set, "DT"), StringComparison.Ordinal));
    }
}
