using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Latchkey.Bench;

/// <summary>How long the server takes for each page of the Admin Console in an org that has grown: one page after the other, as one administrator asks.</summary>
internal static partial class ConsolePages
{
    /// <summary>What nineteen of twenty pages may take at most.</summary>
    private const double Goal = 50;

    /// <summary>What a page may have at most, without its style and script, which are kept.</summary>
    private const int MostBytes = 150_000;

    /// <summary>Ways in and files: no page that somebody looks at.</summary>
    private static readonly string[] NoPages = ["/admin/signin", "/admin/callback", "/admin/log/export", "/admin/people/import/{importId}/refused"];

    /// <summary>What is shown only of something that the address names besides.</summary>
    private static readonly Dictionary<string, string> Named = new()
    {
        ["/admin/brand/delete"] = "/admin/brand/delete?brand={brandId}", ["/admin/brand/domains/delete"] = "/admin/brand/domains/delete?id={domainId}", ["/admin/people/{userId}/delete"] = "/admin/people/{goneId}/delete",
    };

    /// <summary>The same pages, asked for something.</summary>
    private static readonly string[] Asked =
    [
        "/admin/find?q=person5", "/admin/find?q=group+7", "/admin/apps?q=app9", "/admin/apps?status=INACTIVE", "/admin/people?q=person77", "/admin/people?q=last7+first", "/admin/people?status=SUSPENDED",
        "/admin/people?status=STAGED&q=person", "/admin/people?q=nobody", "/admin/groups?q=group+77", "/admin/groups/{groupId}?q=person", "/admin/groups/{everyone}", "/admin/groups/{everyone}/apps", "/admin/apps/{native}/assignments",
        "/admin/apps/{native}/activity", "/admin/log?range=30d", "/admin/log?q=person77", "/admin/log?filter=eventType+eq+%22user.account.lock%22", "/admin/log/signins?range=30d", "/admin/log?q=nothing+says+so&range=30d",
        "/admin/policies?type=PASSWORD", "/admin/policies?type=ACCESS_POLICY", "/admin/policies/simulate?person=person77@example.com&app={native}", "/admin/api/servers/default/preview?person=person77@example.com&app={native}",
        "/admin/people/{newest}/activity", "/admin/reports?range=30d", "/admin/reports/refreshes?range=30d",
    ];

    public static Command Command()
    {
        var people = new Option<int>("--people") { Description = "How many the org has", DefaultValueFactory = _ => 100_000 };
        var groups = new Option<int>("--groups") { Description = "How many groups", DefaultValueFactory = _ => 10_000 };
        var apps = new Option<int>("--apps") { Description = "How many apps", DefaultValueFactory = _ => 1_000 };
        var events = new Option<int>("--events") { Description = "How many events in its log", DefaultValueFactory = _ => 200_000 };
        var turns = new Option<int>("--turns") { Description = "How often each page is asked", DefaultValueFactory = _ => 60 };
        var data = new Option<DirectoryInfo>("--data") { Description = "Where orgs are kept that were made once", DefaultValueFactory = _ => new(Path.Combine(Path.GetTempPath(), "latchkey-bench-orgs")) };
        var command = new Command("console_pages", "Asks for every page of the Admin Console of a large org and prints what the server took.") { people, groups, apps, events, turns, data };
        command.SetAction((args, ct) => Run(
            new(args.GetValue(people), args.GetValue(groups), 200, args.GetValue(apps), args.GetValue(events)), args.GetValue(turns), args.GetValue(data)!, ct));
        return command;
    }

    private static async Task<int> Run(OrgSize size, int turns, DirectoryInfo kept, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-console");
        try
        {
            var data = await GrownOrg.Copy(kept, folder, size, ct);
            await using var server = await ServerProcess.Latchkey(data, ct);
            using (var api = new OrgApi(server.Url, GrownOrg.Dev(data))) await Furnish(api, ct);
            using var http = await Enter(server.Url, GrownOrg.Dev(data), ct);
            await Upload(http, server.Url, ct);
            Console.WriteLine($"| page | p50 ms | p95 ms | bytes |\n|---|--:|--:|--:|");
            var (slow, heavy, missing, worst) = (0, 0, new List<string>(), 0.0);
            var pages = await Pages(data, ct);
            foreach (var (pattern, path) in pages)
            {
                var (times, bytes, status) = (new List<double>(), 0, HttpStatusCode.OK);
                for (var turn = -5; turn < turns && status == HttpStatusCode.OK; turn++)
                {
                    var began = Stopwatch.GetTimestamp();
                    using var answer = await http.GetAsync(new Uri(server.Url, path), ct);
                    bytes = (await answer.Content.ReadAsByteArrayAsync(ct)).Length;
                    status = answer.RequestMessage!.RequestUri!.AbsolutePath == path.Split('?')[0] ? answer.StatusCode : HttpStatusCode.Redirect;
                    if (turn >= 0) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
                if (status != HttpStatusCode.OK)
                {
                    missing.Add($"{pattern}: {status}");
                    continue;
                }
                times.Sort();
                var p95 = times[Math.Min(times.Count - 1, times.Count * 19 / 20)];
                if (p95 > Goal) slow++;
                if (bytes > MostBytes) heavy++;
                worst = Math.Max(worst, p95);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{pattern}` | {times[times.Count / 2]:0.0} | {(p95 > Goal ? "**" : "")}{p95:0.0}{(p95 > Goal ? "**" : "")} | {bytes:N0} |"));
            }
            foreach (var page in missing) Console.WriteLine($"\nNot shown: {page}");
            Console.WriteLine("\n| goal | asked | measured | |\n|---|--:|--:|---|");
            Console.WriteLine(Markdown.Say($"| {pages.Count - missing.Count} pages of the console, p95 of each | < {Goal:0} ms | {worst:0} ms, {slow} over | {(slow == 0 ? "reached" : "short")} |"));
            Console.WriteLine(Markdown.Say($"| the same, size of each | < {MostBytes / 1000} kB | {heavy} over | {(heavy == 0 ? "reached" : "short")} |"));
            return slow + heavy + missing.Count > 0 ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One of everything that a page is about.</summary>
    private static async Task Furnish(OrgApi api, CancellationToken ct)
    {
        foreach (var (path, body) in ((string, string)[])
        [
            ("/api/v1/zones", """{"type":"IP","name":"Bench","usage":"POLICY","gateways":[{"type":"CIDR","value":"192.0.2.0/24"}]}"""),
            ("/api/v1/trustedOrigins", """{"name":"Bench","origin":"https://bench.example.com","scopes":[{"type":"CORS"}]}"""),
            ("/api/v1/inlineHooks", """{"name":"Bench","type":"com.okta.oauth2.tokens.transform","version":"1.0.0","channel":{"type":"HTTP","version":"1.0.0","config":{"uri":"https://hooks.example.com/","method":"POST"}}}"""),
            ("/api/v1/eventHooks", """{"name":"Bench","channel":{"type":"HTTP","version":"1.0.0","config":{"uri":"https://hooks.example.com/"}},"events":{"type":"EVENT_TYPE","items":["group.lifecycle.create"]}}"""),
            ("/api/v1/iam/roles", """{"label":"Bench","description":"","permissions":["okta.users.read","okta.groups.read"]}"""),
            ("/api/v1/iam/resource-sets", $$"""{"label":"Bench","description":"","resources":["{{api.Url}}api/v1/groups/00g00000000000000001"]}"""),
            ("/api/v1/idps", """{"type":"OIDC","name":"Bench","protocol":{"type":"OIDC","issuer":{"url":"https://bench.example.com"},"endpoints":{"authorization":{"url":"https://bench.example.com/a"},"token":{"url":"https://bench.example.com/t"},"jwks":{"url":"https://bench.example.com/k"}},"scopes":["openid"],"credentials":{"client":{"client_id":"bench","client_secret":"a secret"}}}}"""),
            ("/api/v1/authorizationServers/default/scopes", """{"name":"bench:read"}"""),
            ("/api/v1/authorizationServers/default/claims", """{"name":"bench","status":"ACTIVE","claimType":"RESOURCE","valueType":"EXPRESSION","value":"user.login","alwaysIncludeInToken":true}"""),
            ("/api/v1/brands", """{"name":"Bench"}"""),
            ("/api/v1/domains", """{"domain":"login.bench.example.com","certificateSourceType":"MANUAL"}"""),
            ("/api/v1/policies", """{"type":"ACCESS_POLICY","name":"Bench"}"""),
            ("/api/v1/authorizationServers/default/credentials/lifecycle/keyRotate", """{"use":"sig"}"""),
            ("/api/v1/users/00u00000000000000078/lifecycle/deactivate", "{}"),
        ])
        {
            try
            {
                var made = await api.Post(path, JsonNode.Parse(body), ct);
                if (path == "/api/v1/policies")
                    await api.Post($"{path}/{made!["id"]}/rules", JsonNode.Parse("""{"type":"ACCESS_POLICY","name":"Bench","actions":{"appSignOn":{"access":"ALLOW","verificationMethod":{"type":"ASSURANCE","factorMode":"1FA"}}}}"""), ct);
            }
            catch (UnexpectedAnswerException refused)
            {
                Console.Error.WriteLine($"  {refused.Message}");
            }
        }
    }

    private static async Task Upload(HttpClient http, Uri url, CancellationToken ct)
    {
        var list = await http.GetStringAsync(new Uri(url, "/admin/people/import"), ct);
        var csv = "email,firstName,lastName\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"imported{i}@example.com,Im,Ported\n"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Field(list, "form_token")), "form_token" }, { new StringContent("bench.csv"), "name" }, { new StringContent(csv), "file", "bench.csv" },
        };
        using var uploaded = await http.PostAsync(new Uri(url, "/admin/people/import"), form, ct);
        uploaded.EnsureSuccessStatusCode();
    }

    /// <summary>What a form of the page sends without being typed.</summary>
    public static string Field(string html, string name) => Input().Matches(html).Select(input => input.Value).Where(input => Attribute(input, "name") == name).Select(input => Attribute(input, "value")).FirstOrDefault()
        ?? throw new InvalidOperationException($"the page has no field {name}: {html[..Math.Min(html.Length, 2000)]}");

    /// <summary>A browser that is in the console.</summary>
    public static async Task<HttpClient> Enter(Uri url, JsonNode dev, CancellationToken ct)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), UseCookies = true });
        http.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        var (address, html) = await Open(http, new Uri(url, "/admin"), ct);
        var fields = Input().Matches(html).Select(input => input.Value).Where(input => Attribute(input, "name") is not null && Attribute(input, "type") is not ("checkbox" or "submit"))
            .ToDictionary(input => Attribute(input, "name")!, input => Attribute(input, "value") ?? "");
        (fields["identifier"], fields["password"]) = ((string)dev["admin"]!["login"]!, (string)dev["admin"]!["password"]!);
        var action = WebUtility.HtmlDecode(Regex.Match(html, "<form[^>]*action=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);
        using var form = new FormUrlEncodedContent(fields);
        using var signedIn = await http.PostAsync(new Uri(address, action), form, ct);
        (_, html) = await Open(http, new Uri(url, "/admin"), ct);
        return html.Contains("class=\"person\"", StringComparison.Ordinal) ? http : throw new InvalidOperationException("not in the console: " + html[..Math.Min(html.Length, 500)]);
    }

    /// <summary>A page, and what it leads on to by itself.</summary>
    private static async Task<(Uri Address, string Html)> Open(HttpClient http, Uri address, CancellationToken ct)
    {
        for (var step = 0; ; step++)
        {
            using var answer = await http.GetAsync(address, ct);
            var html = await answer.Content.ReadAsStringAsync(ct);
            address = answer.RequestMessage!.RequestUri!;
            if (step == 5 || Onward().Match(html) is not { Success: true } onward) return (address, html);
            address = new Uri(address, WebUtility.HtmlDecode(onward.Groups[1].Value));
        }
    }

    /// <summary>Every address of the console that answers with a page, as the reference of all addresses has them, which a test holds to the routes.</summary>
    private static async Task<IReadOnlyList<(string Pattern, string Path)>> Pages(DirectoryInfo data, CancellationToken ct)
    {
        await using var db = await GrownOrg.Open(data, ct, write: false);
        var listed = (await File.ReadAllLinesAsync(Path.Combine(ServerProcess.Root, "docs", "reference", "routes.md"), ct)).Select(line => line.Split('|'))
            .Where(cells => cells.Length > 3 && cells[1].Trim().StartsWith("`/admin", StringComparison.Ordinal) && cells[2].Contains("GET", StringComparison.Ordinal))
            .Select(cells => cells[1].Trim().Trim('`')).Except(NoPages).Select(pattern => Named.GetValueOrDefault(pattern, pattern));
        var pages = new List<(string, string)>();
        foreach (var pattern in listed.Concat(Asked)) pages.Add((pattern, await Filled(pattern, db, ct)));
        return pages;
    }

    private static async Task<string> Filled(string pattern, SqliteConnection db, CancellationToken ct)
    {
        var (path, before) = (pattern, "");
        foreach (var name in Parameter().Matches(pattern).Select(match => match.Value))
        {
            var sql = (name, pattern) switch
            {
                ("{roleId}", _) => "select id from custom_roles",
                ("{setId}", _) => "select id from resource_sets",
                ("{originId}", _) => "select id from trusted_origins",
                ("{serverId}", _) => "select 'default'",
                ("{claimId}", _) => "select id from claims where server_id = 'default' and name = 'bench'",
                ("{brandId}", _) => "select brand_id from brands order by created_at desc",
                ("{domainId}", _) => "select id from domains",
                ("{goneId}", _) => "select '00u00000000000000078'",
                ("{scopeId}", _) => "select id from scopes where name = 'bench:read'",
                ("{tokenId}", _) => "select id from api_tokens",
                ("{appId}", _) => "select '0oa00000000000000077'",
                ("{name}", _) => "select 'ForgotPassword'",
                ("{groupId}", _) => "select '00g00000000000000077'",
                ("{everyone}", _) => "select id from groups where type = 'BUILT_IN'",
                ("{native}", _) => "select id from apps where system_name is null and application_type = 'native' and label not like 'app%'",
                ("{newest}", _) => "select id from users where is_admin = 0 order by last_login_at desc",
                ("{hookId}", _) => $"select id from {(pattern.Contains("/inline", StringComparison.Ordinal) ? "inline" : "event")}_hooks",
                ("{eventId}", _) => "select id from log_records",
                ("{zoneId}", _) => "select id from zones where name = 'Bench'",
                ("{importId}", _) => "select id from imports",
                ("{userId}", _) => "select '00u00000000000000077'",
                ("{step}", _) => "select 'suspend'",
                ("{idpId}", _) => "select id from identity_providers",
                ("{kid}", _) => "select kid from signing_keys where server_id = 'default' and status = 'EXPIRED'",
                ("{policyId}", _) when pattern.Contains("/servers/", StringComparison.Ordinal) => "select policy_id from access_policy_rules r join access_policies p on p.id = r.policy_id where server_id = 'default'",
                ("{policyId}", _) => "select id from org_policies where name = 'Bench'",
                ("{ruleId}", _) when pattern.Contains("/groups/", StringComparison.Ordinal) => "select id from group_rules",
                ("{ruleId}", _) => $"select id from {(pattern.Contains("/servers/", StringComparison.Ordinal) ? "access_policy_rules" : "org_policy_rules")} where policy_id = '{before}'",
                _ => throw new InvalidOperationException($"{pattern}: what is {name}?"),
            };
            before = await GrownOrg.FindText(db, sql + " limit 1", ct) ?? "none";
            path = path.Replace(name, before, StringComparison.Ordinal);
        }
        return path;
    }

    private static string? Attribute(string element, string name) =>
        Regex.Match(element, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Input();

    [GeneratedRegex("http-equiv=\"refresh\" content=\"0;url=([^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Onward();
}
