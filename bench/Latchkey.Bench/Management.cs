using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Bench;

/// <summary>Whether what an administrator asks of an org stays as quick when the org grows: the same questions to a small one and to a large one, in turns.</summary>
internal sealed class Management(OrgSize few, OrgSize many, int turns, int lines, DirectoryInfo kept)
{
    /// <summary>What a question may take in the large org, of what it takes in the small one.</summary>
    private const double Flat = 1.5;

    private readonly List<string> goals = [];

    public static Command Command()
    {
        var people = new Option<int>("--people") { Description = "How many the large org has", DefaultValueFactory = _ => 100_000 };
        var less = new Option<int>("--less") { Description = "How many times fewer people and groups the small one has", DefaultValueFactory = _ => 100 };
        var groups = new Option<int>("--groups") { Description = "How many groups the large org has", DefaultValueFactory = _ => 10_000 };
        var rules = new Option<int>("--rules") { Description = "How many group rules both have", DefaultValueFactory = _ => 200 };
        var turns = new Option<int>("--turns") { Description = "How often each question is asked", DefaultValueFactory = _ => 40 };
        var lines = new Option<int>("--lines") { Description = "Lines of the files that are imported", DefaultValueFactory = _ => 5_000 };
        var parts = new Option<string[]>("--only") { Description = "Some of: questions, rules, imports", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["questions", "rules", "imports"] };
        var data = new Option<DirectoryInfo>("--data") { Description = "Where orgs are kept that were made once", DefaultValueFactory = _ => new(Path.Combine(Path.GetTempPath(), "latchkey-bench-orgs")) };
        var command = new Command("management", "Asks the same of a small org and of a large one, and prints how far it stays flat.") { people, less, groups, rules, turns, lines, parts, data };
        command.SetAction((args, ct) =>
        {
            var many = new OrgSize(args.GetValue(people), args.GetValue(groups), args.GetValue(rules), 1_000, 200_000);
            var few = many with { People = many.People / args.GetValue(less), Groups = Math.Max(1, many.Groups / args.GetValue(less)) };
            return new Management(few, many, args.GetValue(turns), args.GetValue(lines), args.GetValue(data)!).Run([.. args.GetValue(parts)!.SelectMany(part => part.Split(','))], ct);
        });
        return command;
    }

    private async Task<int> Run(HashSet<string> parts, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-bench-");
        try
        {
            var orgs = new List<Side>();
            foreach (var size in (OrgSize[])[few, many]) orgs.Add(new(size, await GrownOrg.Copy(kept, folder, size, ct)));
            if (parts.Count == 0) return 0;
            foreach (var side in orgs) await side.Start(ct);
            try
            {
                if (parts.Contains("questions")) await Questions(orgs, ct);
                if (parts.Contains("imports")) await Imports(orgs, folder, ct);
                if (parts.Contains("rules")) await Rules(orgs, ct);
            }
            finally
            {
                foreach (var side in orgs) await side.DisposeAsync();
            }
            Console.WriteLine("\n| goal | asked | measured | |\n|---|--:|--:|---|");
            foreach (var goal in goals) Console.WriteLine(goal);
            return goals.Any(goal => goal.EndsWith("short |", StringComparison.Ordinal)) ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each has the same number of answers in both orgs, so that only the looking differs.</summary>
    private IEnumerable<(string What, Func<Side, byte[]> Request)> Asked()
    {
        string[] lists =
        [
            "/api/v1/users?limit=50", "/api/v1/users?limit=50&after={middle}", "/api/v1/users?limit=50&sortBy=profile.lastName", "/api/v1/users?limit=50&sortBy=created&sortOrder=desc",
            "/api/v1/users?q=first7", "/api/v1/users/{person}", "/api/v1/users/person77@example.com", "/api/v1/users/{person}/groups",
            "/api/v1/users?limit=50&filter=profile.login eq \"person77@example.com\"", "/api/v1/users?limit=50&filter=status eq \"ACTIVE\"", "/api/v1/users?limit=50&filter=status eq \"SUSPENDED\"",
            "/api/v1/users?limit=50&filter=lastUpdated gt \"2020-01-01T00:00:00.000Z\"",
            "/api/v1/users?limit=50&search=profile.badge eq \"B77\"", "/api/v1/users?limit=50&search=profile.badge sw \"B77\"", "/api/v1/users?limit=50&search=profile.team eq \"team3\"",
            "/api/v1/users?limit=50&search=profile.office eq \"office7\"", "/api/v1/users?limit=50&search=profile.office eq \"office7\" and profile.team eq \"team3\"",
            "/api/v1/users?limit=50&search=profile.team eq \"team3\" and status eq \"ACTIVE\"", "/api/v1/users?limit=50&search=profile.team eq \"team3\" or profile.team eq \"team4\"",
            "/api/v1/users?limit=50&search=profile.badge pr", "/api/v1/users?limit=50&search=profile.office eq \"office7\"&sortBy=profile.lastName",
            "/api/v1/users?limit=50&search=profile.team eq \"team3\"&sortBy=profile.lastName", "/api/v1/users?limit=50&search=profile.badge co \"77\"",
            "/api/v1/users?limit=50&search=profile.badge eq \"nobody\"", "/api/v1/users?limit=50&search=profile.grade gt 8", "/api/v1/users?limit=50&search=profile.team ne \"team3\"",
            "/api/v1/users?limit=50&search=profile.department eq \"Department 3\"", "/api/v1/users?limit=50&search=profile.title eq \"Title 3\" and profile.department eq \"Department 3\"",
            "/api/v1/users?limit=50&search=profile.department eq \"nowhere\"", "/api/v1/users?limit=50&search=created gt \"2020-01-01T00:00:00.000Z\" and created lt \"2020-01-02T00:00:00.000Z\"",
            "/api/v1/users?limit=50&search=profile.lastName co \"ast3\"", "/api/v1/users?limit=50&search=profile.nickName pr",
            "/api/v1/groups?limit=50", "/api/v1/groups?limit=50&sortBy=profile.name", "/api/v1/groups?limit=50&sortBy=lastMembershipUpdated&sortOrder=desc", "/api/v1/groups?limit=50&q=group 7",
            "/api/v1/groups?limit=50&search=profile.name eq \"Group 77\"", "/api/v1/groups?limit=50&search=profile.name co \"77\"", "/api/v1/groups?limit=50&filter=type eq \"OKTA_GROUP\"",
            "/api/v1/groups?limit=50&filter=lastUpdated gt \"2020-01-01T00:00:00.000Z\"", "/api/v1/groups?limit=50&expand=stats", "/api/v1/groups/{group}/users?limit=50", "/api/v1/groups/{group}/apps",
            "/api/v1/groups/rules?limit=50", "/api/v1/apps?limit=50", "/api/v1/apps?limit=50&q=app7", "/api/v1/apps/{app}/users?limit=50", "/api/v1/logs?limit=50",
        ];
        foreach (var path in lists) yield return (path, side => Request.Get(side.Address(path), side.Authorization));
        yield return ("POST /api/v1/users/{person}", side => Request.PostJson(side.Address("/api/v1/users/{person}"), $$$"""{"profile":{"extra7":"x{{{RandomNumberGenerator.GetInt32(int.MaxValue)}}}"}}""", side.Authorization));
        yield return ("POST /api/v1/users?activate=false", side => Request.PostJson(side.Address("/api/v1/users?activate=false"), NewPerson(), side.Authorization));
    }

    private static string NewPerson()
    {
        var login = $"new-{RandomNumberGenerator.GetHexString(16, lowercase: true)}@example.com";
        return new JsonObject
        {
            ["profile"] = new JsonObject { ["login"] = login, ["email"] = login, ["firstName"] = "New", ["lastName"] = "Person", ["badge"] = login, ["team"] = "new", ["ward"] = "w3", ["grade"] = 3, ["remote"] = true },
        }.ToJsonString();
    }

    private async Task Questions(List<Side> orgs, CancellationToken ct)
    {
        Console.WriteLine(Markdown.Say($"\n| question | {few.People:N0} people, ms | {many.People:N0} people, ms | p95 there | answer bytes | ratio |\n|---|--:|--:|--:|--:|--:|"));
        var (worst, worstOf, over) = (0.0, "", 0);
        foreach (var (what, request) in Asked())
        {
            var bytes = new int[orgs.Count];
            var times = orgs.Select(_ => new List<double>()).ToArray();
            for (var turn = -10; turn < turns; turn++)
            {
                for (var i = 0; i < orgs.Count; i++)
                {
                    ct.ThrowIfCancellationRequested();
                    var ask = request(orgs[i]);
                    var began = Stopwatch.GetTimestamp();
                    var reply = (await orgs[i].Wire.Send(ask)).Expect(200);
                    if (turn >= 0) times[i].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    bytes[i] = reply.Body.Length;
                }
            }
            foreach (var each in times) each.Sort();
            // More answers are more work; what is compared is looking.
            var (ratio, same) = (Middle(times[1]) / Middle(times[0]), bytes[1] <= bytes[0] * 1.1);
            if (same && ratio > worst) (worst, worstOf) = (ratio, what);
            if (same && ratio > Flat) over++;
            Console.WriteLine(Markdown.Say($"| `{what}` | {Middle(times[0]):0.00} | {Middle(times[1]):0.00} | {times[1][times[1].Count * 19 / 20]:0.00} | {bytes[0]:N0}{(same ? "" : Markdown.Say($", {bytes[1]:N0}"))} | {(same && ratio > Flat ? Markdown.Say($"**{ratio:0.00}**") : same ? Markdown.Say($"{ratio:0.00}") : Markdown.Say($"{ratio:0.00} (more answers)"))} |"));
        }
        Goal($"every question, of what it takes in the small org (worst: `{worstOf}`)", $"≤ {Markdown.Say($"{Flat:0.0}")} ×", Markdown.Say($"{worst:0.00} ×, {over} over"), over == 0);
    }

    /// <summary>All rules are switched on at once; meanwhile somebody asks for people.</summary>
    private async Task Rules(List<Side> orgs, CancellationToken ct)
    {
        Console.WriteLine("\n| rules switched on | people | s | server CPU s | µs of CPU a person and rule | p95 of a question meanwhile, ms |\n|---|--:|--:|--:|--:|--:|");
        var costs = new List<double>();
        foreach (var side in orgs)
        {
            var rules = (JsonArray)(await side.Api.Get("/api/v1/groups/rules?limit=300", ct))!;
            var (began, cpu, meanwhile) = (Stopwatch.GetTimestamp(), side.Cpu, new List<double>());
            foreach (var rule in rules) await side.Api.Post($"/api/v1/groups/rules/{rule!["id"]}/lifecycle/activate", null, ct);
            await using var db = await GrownOrg.Open(side.Data, ct, write: false);
            while (await GrownOrg.Text(db, "select count(*) from group_rules where status = 'ACTIVE' and reached is not null", ct) != "0")
            {
                var asked = Stopwatch.GetTimestamp();
                (await side.Wire.Send(Request.Get(side.Address("/api/v1/users/{person}"), side.Authorization))).Expect(200);
                (await side.Wire.Send(Request.PostJson(side.Address("/api/v1/users/{person}"), $$$"""{"profile":{"extra7":"x{{{RandomNumberGenerator.GetInt32(int.MaxValue)}}}"}}""", side.Authorization))).Expect(200);
                meanwhile.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                await Task.Delay(100, ct);
            }
            var (seconds, spent) = (Stopwatch.GetElapsedTime(began).TotalSeconds, (side.Cpu - cpu) / 1000);
            meanwhile.Sort();
            costs.Add(spent * 1e6 / side.Size.People / rules.Count);
            Console.WriteLine(Markdown.Say($"| {rules.Count} | {side.Size.People:N0} | {seconds:0.0} | {spent:0.0} | {costs[^1]:0.0} | {(meanwhile.Count == 0 ? 0 : meanwhile[meanwhile.Count * 19 / 20]):0} |"));
            // The questions before have made people, too.
            if (await GrownOrg.Text(db, "select count(*) from rule_members", ct) is var put && long.Parse(put!, CultureInfo.InvariantCulture) < side.Size.People) throw new InvalidOperationException($"rules put {put} somewhere");
        }
        Goal("rules, CPU for a person and a rule, of the small org", $"≤ {Markdown.Say($"{Flat:0.0}")} ×", Markdown.Say($"{costs[1] / costs[0]:0.00} ×"), costs[1] / costs[0] <= Flat);
    }

    private async Task Imports(List<Side> orgs, DirectoryInfo folder, CancellationToken ct)
    {
        Console.WriteLine("\n| import | people there | lines | s | a second | server CPU ms each |\n|---|--:|--:|--:|--:|--:|");
        var rates = new Dictionary<string, List<double>>();
        foreach (var side in orgs)
        {
            foreach (var (what, way) in (IEnumerable<(string, Func<Side, string, CancellationToken, Task>)>)
                [("CSV in the console", ByConsole), ("`latchkey import csv`, with bcrypt hashes and groups", (one, file, token) => ByCommand(one, file, folder, token))])
            {
                var file = Path.Combine(folder.FullName, $"{RandomNumberGenerator.GetHexString(16, lowercase: true)}.csv");
                await File.WriteAllTextAsync(file, Csv(withHashes: what.Contains("hashes", StringComparison.Ordinal)), ct);
                var (began, cpu) = (Stopwatch.GetTimestamp(), side.Cpu);
                await way(side, file, ct);
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                (rates.TryGetValue(what, out var known) ? known : rates[what] = []).Add(lines / seconds);
                Console.WriteLine(Markdown.Say($"| {what} | {side.Size.People:N0} | {lines:N0} | {seconds:0.0} | {lines / seconds:0} | {(side.Cpu - cpu) / lines:0.00} |"));
            }
        }
        foreach (var (what, of) in rates) Goal($"{what}: rate in the small org, of that in the large one", $"≤ {Markdown.Say($"{Flat:0.0}")} ×", Markdown.Say($"{of[0] / of[1]:0.00} ×"), of[0] / of[1] <= Flat);
    }

    private string Csv(bool withHashes)
    {
        var unique = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var text = new StringBuilder("email,firstName,lastName,department,badge,team,office").Append(withHashes ? ",groups,passwordHash" : "").Append('\n');
        for (var i = 0; i < lines; i++)
            text.Append(CultureInfo.InvariantCulture, $"{unique}{i}@example.com,Im,Ported{i},Department {i / 100},{unique}{i},imported{i / 100},office{i % 20}")
                .Append(withHashes ? $",Imported {i % 20},$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5BWX4Z1Z3MxE8lmyy6h6Zy/YPj4Oa" : "").Append('\n');
        return text.ToString();
    }

    private static async Task ByConsole(Side side, string file, CancellationToken ct)
    {
        using var http = await ConsolePages.Enter(side.Url, GrownOrg.Dev(side.Data), ct);
        var list = await http.GetStringAsync(new Uri(side.Url, "/admin/people/import"), ct);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(ConsolePages.Field(list, "form_token")), "form_token" }, { new StringContent("bench.csv"), "name" }, { new ByteArrayContent(await File.ReadAllBytesAsync(file, ct)), "file", "bench.csv" },
        };
        using var uploaded = await http.PostAsync(new Uri(side.Url, "/admin/people/import"), form, ct);
        var (address, html) = (uploaded.RequestMessage!.RequestUri!, await uploaded.Content.ReadAsStringAsync(ct));
        if (address.AbsolutePath == "/admin/people/import") throw new InvalidOperationException("not taken: " + html[..Math.Min(html.Length, 3000)]);
        using var start = new FormUrlEncodedContent(new Dictionary<string, string> { ["form_token"] = ConsolePages.Field(html, "form_token"), ["version"] = ConsolePages.Field(html, "version"), ["do"] = "start" });
        using var started = await http.PostAsync(address, start, ct);
        await using var db = await GrownOrg.Open(side.Data, ct, write: false);
        while (await GrownOrg.FindText(db, $"select status from imports where id = '{address.Segments[^1]}'", ct) != "DONE") await Task.Delay(50, ct);
        if (await GrownOrg.Text(db, $"select refused from imports where id = '{address.Segments[^1]}'", ct) is var refused && refused != "0") throw new InvalidOperationException($"{refused} were refused");
    }

    private static async Task ByCommand(Side side, string file, DirectoryInfo folder, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [ServerProcess.ThisTree, "import", "csv", file])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.CreateSubdirectory(RandomNumberGenerator.GetHexString(16)).FullName,
        };
        (start.Environment["LATCHKEY_CLIENT_ORGURL"], start.Environment["LATCHKEY_CLIENT_TOKEN"]) = (side.Url.OriginalString, side.Api.Token);
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(ct);
        var answer = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0) throw new InvalidOperationException(answer + await said);
        Console.Error.WriteLine((await said).TrimEnd().Split('\n')[^1]);
    }

    private void Goal(string what, string asked, string measured, bool reached) => goals.Add($"| {what} | {asked} | {measured} | {(reached ? "reached" : "short")} |");

    private static double Middle(List<double> sorted) => sorted[sorted.Count / 2];

    /// <summary>One of the two orgs, with its server.</summary>
    private sealed class Side(OrgSize size, DirectoryInfo data) : IAsyncDisposable
    {
        private ServerProcess? server;
        private Dictionary<string, string> names = [];

        public OrgSize Size => size;
        public DirectoryInfo Data => data;
        public OrgApi Api { get; private set; } = null!;
        public Wire Wire { get; private set; } = null!;
        public Uri Url => server!.Url;
        public string Authorization => "SSWS " + Api.Token;
        public double Cpu => ProcFs.CpuMilliseconds([server!.Pid])!.Value;

        public async Task Start(CancellationToken ct)
        {
            server = await ServerProcess.Latchkey(data, ct);
            (Api, Wire) = (new(server.Url, GrownOrg.Dev(data)), new(server.Url));
            names = new()
            {
                ["{person}"] = string.Create(CultureInfo.InvariantCulture, $"00u{size.People / 3:D17}"), ["{middle}"] = string.Create(CultureInfo.InvariantCulture, $"00u{size.People / 2:D17}"),
                ["{group}"] = string.Create(CultureInfo.InvariantCulture, $"00g{Math.Max(1, size.Groups / 3):D17}"), ["{app}"] = "0oa00000000000000077",
            };
        }

        public Uri Address(string path)
        {
            foreach (var (name, id) in names) path = path.Replace(name, id, StringComparison.Ordinal);
            return new Uri(Url, path.Replace(" ", "%20", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal));
        }

        public async ValueTask DisposeAsync()
        {
            Api?.Dispose();
            if (server is not null) await server.DisposeAsync();
        }
    }
}
