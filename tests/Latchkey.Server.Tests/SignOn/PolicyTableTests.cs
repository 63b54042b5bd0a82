using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using static Latchkey.Server.Tests.Kit.PolicyCalls;

namespace Latchkey.Server.Tests.SignOn;

/// <summary>Every condition of a sign-on policy with every action of it, each deciding once where people sign in. Contract §3.9.</summary>
public sealed class PolicyTableTests(PolicyFixture fixture) : IClassFixture<PolicyFixture>
{
    private TestOrg Org => fixture.Org;

    private sealed record Case(TestOrg Org, TestPerson Person, string Group, string Other, string Stranger, string Here, string Elsewhere);

    private static JsonObject People(JsonObject? users = null, JsonObject? groups = null)
    {
        var people = new JsonObject();
        if (users is not null) people["users"] = users;
        if (groups is not null) people["groups"] = groups;
        return new() { ["people"] = people };
    }

    private static JsonObject Names(string list, string id) => new() { [list] = new JsonArray(id) };

    private static JsonObject Network(string list, string zone) => new() { ["network"] = new JsonObject { ["connection"] = "ZONE", [list] = new JsonArray(zone) } };

    private static JsonObject Risk(string level) => new() { ["riskScore"] = new JsonObject { ["level"] = level } };

    private static readonly IReadOnlyDictionary<string, (Func<Case, JsonObject> Holds, Func<Case, JsonObject> Fails)> Conditions = new Dictionary<string, (Func<Case, JsonObject>, Func<Case, JsonObject>)>
    {
        ["a person"] = (it => People(Names("include", it.Person.Id!)), it => People(Names("include", it.Stranger))),
        ["but a person"] = (it => People(Names("exclude", it.Stranger)), it => People(Names("exclude", it.Person.Id!))),
        ["a group"] = (it => People(groups: Names("include", it.Group)), it => People(groups: Names("include", it.Other))),
        ["but a group"] = (it => People(groups: Names("exclude", it.Other)), it => People(groups: Names("exclude", it.Group))),
        ["a network"] = (it => Network("include", it.Here), it => Network("include", it.Elsewhere)),
        ["but a network"] = (it => Network("exclude", it.Elsewhere), it => Network("exclude", it.Here)),
        ["a new device"] = (_ => Risk("HIGH"), _ => Risk("LOW")),
    };

    private static readonly IReadOnlyDictionary<string, (JsonObject Action, Func<TestOrg, TestBrowser, TestPage, Task<bool>> Shows)> OfSessions =
        new Dictionary<string, (JsonObject, Func<TestOrg, TestBrowser, TestPage, Task<bool>>)>
        {
            ["deny"] = (OfSession("DENY"), (_, _, page) => Task.FromResult(IsDenied(page))),
            ["a second factor"] = (OfSession(requireFactor: true), (_, _, page) => Task.FromResult(AsksForMore(page))),
            ["idle"] = (OfSession(session: new JsonObject { ["maxSessionIdleMinutes"] = 7 }), async (org, browser, _) => await MinutesLeft(org, browser) == 7),
            ["lifetime"] = (OfSession(session: new JsonObject { ["maxSessionIdleMinutes"] = 90, ["maxSessionLifetimeMinutes"] = 100 }), async (org, browser, _) => await MinutesLeft(org, browser, after: 60) == 40),
            ["a cookie that stays"] = (OfSession(session: new JsonObject { ["usePersistentCookie"] = true }), (_, browser, _) => Task.FromResult(browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "sid").Expires != default)),
        };

    private static readonly IReadOnlyDictionary<string, (JsonObject Action, Func<TestApp, TestBrowser, TestPage, Task<bool>> Shows)> OfApps =
        new Dictionary<string, (JsonObject, Func<TestApp, TestBrowser, TestPage, Task<bool>>)>
        {
            ["deny"] = (OfApp("DENY"), (_, _, page) => Task.FromResult(IsDenied(page))),
            ["two factors"] = (OfApp(mode: "2FA"), (_, _, page) => Task.FromResult(AsksForMore(page))),
            ["nothing to be phished"] = (OfApp(constraints: new JsonArray(new JsonObject { ["possession"] = new JsonObject { ["phishingResistant"] = "REQUIRED" } })), (_, _, page) => Task.FromResult(AsksForMore(page))),
            ["a key that stays"] = (OfApp(constraints: new JsonArray(new JsonObject { ["possession"] = new JsonObject { ["deviceBound"] = "REQUIRED" } })), (_, _, page) => Task.FromResult(AsksForMore(page))),
            ["a code of an app"] = (OfApp(constraints: new JsonArray(new JsonObject { ["possession"] = new JsonObject { ["authenticationMethods"] = new JsonArray(new JsonObject { ["key"] = "google_otp", ["method"] = "otp" }) } })), (_, _, page) => Task.FromResult(AsksForMore(page))),
            ["again"] = (OfApp(again: "PT10M"), async (app, browser, _) => await AsksAgain(app, browser, after: 11)),
        };

    private static bool IsDenied(TestPage page) => page.LeadsTo is not null && page.Parameter("error") == "access_denied";

    private static bool AsksForMore(TestPage page) => page.LeadsTo is null && (page.Shows("input[name=code]") || page.Shows("ul.choices") || page.Shows("form[data-passkey]") || page.Url.AbsolutePath == "/signin/enroll")
        && !page.Shows("input[name=password]");

    /// <summary>Of the session of this browser, or once it is used again after so long.</summary>
    private static async Task<long> MinutesLeft(TestOrg org, TestBrowser browser, int after = 0)
    {
        org.Clock.Advance(TimeSpan.FromMinutes(after));
        var session = (await org.WithCookies(browser, after > 0 ? HttpMethod.Post : HttpMethod.Get, after > 0 ? "/sessions/me/lifecycle/refresh" : "/sessions/me")).ShouldSucceed();
        return (long)(DateTimeOffset.Parse(session["expiresAt"]!, System.Globalization.CultureInfo.InvariantCulture) - org.Clock.GetUtcNow()).TotalMinutes;
    }

    private static async Task<bool> AsksAgain(TestApp app, TestBrowser browser, int after)
    {
        app.Org.Clock.Advance(TimeSpan.FromMinutes(after));
        return (await browser.OpenAsync(app.AuthorizeUrl())).Shows("input[name=password]");
    }

    public static IEnumerable<object[]> SessionCases => from condition in Conditions.Keys from action in OfSessions.Keys from holds in (bool[])[true, false] select (object[])[condition, action, holds];

    public static IEnumerable<object[]> AppCases => from condition in Conditions.Keys from action in OfApps.Keys from holds in (bool[])[true, false] select (object[])[condition, action, holds];

    private async Task<Case> Begin()
    {
        var (person, stranger) = (await Org.CreatePersonAsync(), await Org.CreatePersonAsync());
        var here = (await Org.Post("/zones", Zone("127.0.0.0/8"))).ShouldSucceed().Id;
        var elsewhere = (await Org.Post("/zones", Zone("203.0.113.0/24"))).ShouldSucceed().Id;
        return new(Org, person, await Org.Group(person), await Org.Group(stranger), stranger.Id!, here, elsewhere);
    }

    private async Task End(Case it, string policy, TestApp? app = null)
    {
        if (app is not null) (await Org.Delete($"/policies/{policy}/mappings/{app.ClientId}")).ShouldBe(HttpStatusCode.NoContent);
        await Org.DeletePolicy(policy);
        foreach (var zone in (string[])[it.Here, it.Elsewhere]) (await Org.Delete($"/zones/{zone}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory, MemberData(nameof(SessionCases))]
    public async Task Each_condition_decides_each_action_of_a_session(string condition, string action, bool holds)
    {
        var it = await Begin();
        var (when, then) = (Conditions[condition], OfSessions[action]);
        var policy = await Org.SignOnPolicy(it.Group, then.Action.DeepClone().AsObject(), holds ? when.Holds(it) : when.Fails(it));
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(it.Person, browser: browser);
        (await then.Shows(Org, browser, page)).ShouldBe(holds, page.Text);
        await End(it, policy);
    }

    [Theory, MemberData(nameof(AppCases))]
    public async Task Each_condition_decides_each_action_of_an_app(string condition, string action, bool holds)
    {
        var it = await Begin();
        var (when, then) = (Conditions[condition], OfApps[action]);
        var app = await Org.CreateAppAsync();
        var policy = await Org.AccessPolicy(app.ClientId, then.Action.DeepClone().AsObject(), holds ? when.Holds(it) : when.Fails(it));
        using var browser = Org.Browser();
        var page = await app.SignInAsync(it.Person, browser: browser);
        // By the second visit the device is new no more.
        (await then.Shows(app, browser, page)).ShouldBe(condition == "a new device" && action == "again" ? !holds : holds, page.Text);
        await End(it, policy, app);
    }
}
