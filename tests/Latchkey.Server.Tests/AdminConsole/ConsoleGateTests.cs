using System.Net;
using System.Text.RegularExpressions;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Every page of the console and everybody who may ask for it; and what other sites can make a browser do there. Threats §1 rows 3 and 4.</summary>
public sealed partial class ConsoleGateTests(OrgFixture fixture) : OrgTest(fixture)
{
    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Parameter();

    private IReadOnlyList<(string Method, string Path)> Routes => [.. Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(route => route.RoutePattern.RawText!.StartsWith("/admin", StringComparison.Ordinal) && route.Metadata.GetMetadata<CalledBy>()!.Kind == CallerKind.Console)
        .SelectMany(route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(method => method != "HEAD")
            .Select(method => (method, Parameter().Replace("/" + route.RoutePattern.RawText!.Trim('/'), "one"))))];

    private static Task<TestPage> Ask(TestBrowser browser, string method, string path, params (string, string)[] fields) =>
        method == "GET" ? browser.OpenAsync(path) : browser.PostAsync(path, fields);

    [Fact]
    public void Every_route_of_the_console_says_what_it_needs()
    {
        var all = Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText!.StartsWith("/admin", StringComparison.Ordinal)).ToArray();
        all.Where(route => route.Metadata.GetMetadata<Needs>() is null).Select(route => route.RoutePattern.RawText).ShouldBe(["/admin/signin", "/admin/callback"], ignoreOrder: true);
        all.Where(route => route.Metadata.GetMetadata<Needs>() is { Right.Manages: false } && route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("POST"))
            .Select(route => route.RoutePattern.RawText!).Where(path => !path.EndsWith("/preview", StringComparison.Ordinal))
            .ShouldBe(["/admin/signout", "/admin/log/saved"], ignoreOrder: true);   // the second is theirs alone
    }

    [Fact]
    public async Task Nobody_but_an_administrator_of_this_org_gets_further_than_the_door()
    {
        using var nobody = Org.Browser();
        using var person = Org.Browser();
        await person.EnterAsync(Org.Person);
        var (url, api) = await Org.AnotherOrg();
        using var there = await AdministratorOf(url, api);
        api.Dispose();
        var foreign = there.Cookies.GetCookieHeader(new Uri(url));
        foreign.ShouldContain("console=");

        var open = new List<string>();
        foreach (var (method, path) in Routes)
        {
            if (!(await Ask(nobody, method, path)).Shows("input[name=password]")) open.Add($"nobody: {method} {path}");
            // With the cookies that open the other org's console.
            var answer = method == "GET" ? await Org.Visit(path, ("Cookie", foreign)) : await Org.PostForm(path, "form_token=x", ("Cookie", foreign));
            if (answer.Location?.StartsWith("/admin/signin?back=", StringComparison.Ordinal) is not true) open.Add($"other org: {method} {path}: {answer.Status}");
            var refused = await Ask(person, method, path);
            if (refused.Status != HttpStatusCode.Forbidden || refused.Shows("details.person")) open.Add($"person: {method} {path}: {refused.Status}");
        }
        open.ShouldBeEmpty();
        Routes.Count.ShouldBeGreaterThan(1);
    }

    /// <summary>Lost the role while they were working there.</summary>
    [Fact]
    public async Task Whoever_was_an_administrator_is_turned_away_from_every_page()
    {
        var admin = await Org.CreateAdminAsync();
        using var browser = await Org.ConsoleAsync(admin);
        var token = (await browser.OpenAsync("/admin")).FormToken();
        await Org.SetAdminAsync(admin, admin: false);
        foreach (var (method, path) in Routes)
            (await Ask(browser, method, path, ("form_token", token))).Status.ShouldBe(HttpStatusCode.Forbidden, $"{method} {path}");
    }

    [Fact]                                                             // OWASP ASVS 3.5: what is posted comes from a form of this session
    public async Task A_form_of_nowhere_or_of_another_session_changes_nothing()
    {
        using var mine = await Org.ConsoleAsync();
        using var other = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var foreign = (await other.OpenAsync("/admin")).FormToken();
        foreach (var (method, path) in Routes.Where(route => route.Method == "POST"))
        {
            foreach (var fields in ((string, string)[][])[[], [("form_token", "")], [("form_token", "x")], [("form_token", foreign)]])
            {
                var refused = await mine.PostAsync(path, fields);
                refused.Status.ShouldBe(HttpStatusCode.Forbidden, path);
                refused.TextOf("h1").ShouldBe("This form is too old");
            }
        }
        (await mine.OpenAsync("/admin")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // CSP3 §6.4.2, RFC 7034
    public async Task No_page_of_the_console_is_framed_kept_or_runs_what_slipped_in()
    {
        using var browser = await Org.ConsoleAsync();
        foreach (var (_, path) in Routes.Where(route => route.Method == "GET"))
        {
            var page = await browser.OpenAsync(path);
            ((int)page.Status).ShouldBeLessThan(500, path);
            var policy = page.Headers["Content-Security-Policy"];
            policy.ShouldContain("default-src 'none'");
            // A preview stands in a frame of the page beside it, and in no other.
            var preview = path.EndsWith("/preview", StringComparison.Ordinal) && page.Status == HttpStatusCode.OK;
            policy.ShouldContain(preview ? "frame-ancestors 'self'" : "frame-ancestors 'none'");
            page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
            if (page.Headers.TryGetValue("Content-Disposition", out var file))
            {
                // Kept and not shown: nothing in it runs.
                file.ShouldStartWith("attachment;");
                policy.ShouldEndWith("sandbox");
                continue;
            }
            policy.ShouldContain("form-action 'self';");
            policy.ShouldMatch("script-src 'nonce-[^']+';");
            if (!preview) page.Headers["X-Frame-Options"].ShouldBe("DENY");
            page.Headers["Cache-Control"].ShouldContain("no-store");
            page.Document.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) && attribute.Name != "style", path);
            page.Text.Length.ShouldBeLessThan(150_000, path);
        }
    }

    private async Task<TestBrowser> AdministratorOf(string url, HttpClient api)
    {
        var login = $"admin-{Secrets.Digits(10)}@example.com";
        const string password = "Difference-Engine-1822";
        var made = await Org.CallRaw(HttpMethod.Post, url + "/api/v1/users?activate=true", ApiCalls.NewUser(login, password).ToJsonString(), client: api);
        var admin = new TestPerson(login, password, made.ShouldSucceed().Id);
        await Org.SetAdminAsync(admin, admin: true);
        var browser = new TestBrowser(new Uri(url));
        (await browser.EnterAsync(admin)).Shows("details.person").ShouldBeTrue();
        return browser;
    }
}
