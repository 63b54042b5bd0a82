using System.CommandLine;
using Latchkey.Bench;
using Latchkey.Native;

var target = new Option<FileInfo?>("--target") { Description = "A JSON file that describes another server (see README.md)" };
var orgUrl = new Option<Uri?>("--org-url") { Description = "A running Latchkey org; needs --dev-json", CustomParser = given => new Uri(given.Tokens.Single().Value) };
var devJson = new Option<FileInfo?>("--dev-json") { Description = "The dev.json of the running org" };
var pids = new Option<int[]>("--pid") { Description = "Process ids of a running server, for its CPU time and memory", AllowMultipleArgumentsPerToken = true };
var scenario = new Option<string[]>("--scenario") { Description = $"Some of: {string.Join(", ", Scenarios.All.Select(each => each.Name))}", AllowMultipleArgumentsPerToken = true };
var seconds = new Option<double>("--seconds") { Description = "How long each scenario is measured", DefaultValueFactory = _ => 5 };
var warmUp = new Option<double>("--warm-up") { Description = "Seconds of load before measuring, at least", DefaultValueFactory = _ => 20 };
var longestWarmUp = new Option<double>("--longest-warm-up") { Description = "Seconds after which measuring begins although the cost has not settled", DefaultValueFactory = _ => 120 };
var turnsOfAll = new Option<int>("--rounds") { Description = "How often all of them take their turn", DefaultValueFactory = _ => 5 };
var before = new Option<DirectoryInfo[]>("--before") { Description = "A folder with another build of Latchkey, published, that takes turns with this one; or several", AllowMultipleArgumentsPerToken = true };
var published = new Option<DirectoryInfo?>("--published") { Description = "Where this tree is published already; without it this program publishes it" };
var kept = new Option<DirectoryInfo?>("--kept") { Description = "Where the data folders stay, and are used again by the next run: filling tables takes longer than measuring" };
var onlyPrepare = new Option<bool>("--only-prepare") { Description = "Makes the data folders of --kept, and measures nothing" };
var noStarts = new Option<bool>("--no-starts") { Description = "Leaves out how long a start takes" };
var peers = new Option<bool>("--peers") { Description = "Also OpenIddict and oidc-provider" };
var depth = new Option<int>("--depth") { Description = "Rows in each table that grows, before anything is measured, e.g. 1000000" };
var connections = new Option<int>("--connections") { Description = "Callers at the same time", DefaultValueFactory = _ => 32 };
var algorithm = new Option<string[]>("--alg") { Description = "Signing algorithms to run with (own server only)", DefaultValueFactory = _ => ["RS256,ES256"], AllowMultipleArgumentsPerToken = true };
var proofKeys = new Option<int>("--proof-keys") { Description = "How many keys of DPoP proofs the server keeps imported; 0 imports one for each proof (own server only)", DefaultValueFactory = _ => 10_000 };
var json = new Option<FileInfo?>("--json") { Description = "Also write everything measured to this file" };

var command = new RootCommand("Loads a server and prints what it did and what it cost.") { target, orgUrl, devJson, pids, scenario, seconds, warmUp, connections, algorithm, proofKeys, json, longestWarmUp, turnsOfAll, before, peers, depth, published, kept, onlyPrepare, noStarts };
command.Add(TestOrgStart.Command());
command.Add(ConsolePages.Command());
command.Add(Management.Command());
command.Add(Deep.Command());
command.SetAction(async (args, ct) =>
{
    ServerProcess.PublishedAlready = args.GetValue(published);
    var run = new Run(
        Scenarios.Named(Split(args.GetValue(scenario))),
        new LoadSettings(args.GetValue(connections), TimeSpan.FromSeconds(args.GetValue(warmUp)), TimeSpan.FromSeconds(args.GetValue(longestWarmUp)), TimeSpan.FromSeconds(args.GetValue(seconds)), args.GetValue(turnsOfAll)));

    var report = (args.GetValue(target), args.GetValue(orgUrl)) switch
    {
        ({ } file, _) => await run.Against(await Target.FromFile(file, ct), args.GetValue(pids) ?? [], ct),
        (_, { } org) => await run.Against(await Target.FromDevJson(args.GetValue(devJson) ?? throw new ArgumentException("--org-url needs --dev-json"), org, ct), args.GetValue(pids) ?? [], ct),
        _ => await run.OwnServer(new(Split(args.GetValue(algorithm)), args.GetValue(proofKeys), args.GetValue(before) ?? [], args.GetValue(peers), args.GetValue(depth), args.GetValue(kept), args.GetValue(onlyPrepare), !args.GetValue(noStarts)), ct),
    };

    if (args.GetValue(onlyPrepare)) return 0;
    Console.WriteLine(Markdown.Write(report));
    if (args.GetValue(json) is { } path) await File.WriteAllTextAsync(path.FullName, report.ToJson(), ct);
    return report.Measurements.Any(each => each.Failed) ? 1 : 0;
});

var devices = new Option<int>("--devices") { Description = "How many devices refresh", DefaultValueFactory = _ => 1000 };
var rounds = new Option<int>("--rounds") { Description = "How many refreshes each one has to bring home", DefaultValueFactory = _ => 10 };
var lostAnswers = new Option<double>("--lost") { Description = "The share of answers that never arrive", DefaultValueFactory = _ => 0.5 };
var lostRequests = new Option<double>("--lost-requests") { Description = "The share of requests that never arrive", DefaultValueFactory = _ => 0.1 };
var deaths = new Option<double>("--deaths") { Description = "The share of losses during which the app is killed as well", DefaultValueFactory = _ => 0.5 };
var dpop = new Option<DPoP>("--dpop") { Description = "Whether tokens are bound to a key of the device", DefaultValueFactory = _ => DPoP.Automatic };
var rotation = new Option<RefreshRotation>("--rotation") { Description = "What the SDK is told of how the server takes a refresh token shown twice", DefaultValueFactory = _ => RefreshRotation.Forgiving };
var offline = new Option<double>("--offline") { Description = "Seconds that an app which was killed stays away; 31 outlasts OpenIddict's time of grace", DefaultValueFactory = _ => 0 };
var besides = new Option<bool>("--peers") { Description = "Afterwards also OpenIddict and oidc-provider, as they come and with their other ways to rotate" };
var issuer = new Option<Uri?>("--issuer") { Description = "Another server, without a file that describes it; needs --client-id and --login", CustomParser = given => new Uri(given.Tokens.Single().Value) };
var clientId = new Option<string>("--client-id") { Description = "A public app with code, PKCE and refresh tokens there" };
var redirectUri = new Option<string>("--redirect-uri") { Description = "Its loopback redirect URI", DefaultValueFactory = _ => "http://127.0.0.1/callback" };
var scope = new Option<string>("--scope") { Description = "What it asks for", DefaultValueFactory = _ => "openid profile offline_access" };
var login = new Option<string>("--login") { Description = "Who can sign in there; the password is read from LATCHKEY_BENCH_PASSWORD" };
var storm = new Command("lost_answers", "Devices with the SDK refresh while requests and answers get lost and apps are killed; counts false sign-outs.")
    { target, orgUrl, devJson, issuer, clientId, redirectUri, scope, login, devices, rounds, lostAnswers, lostRequests, deaths, dpop, rotation, offline, besides, published };
storm.SetAction(async (args, ct) =>
{
    ServerProcess.PublishedAlready = args.GetValue(published);
    var problems = new List<string>();
    Console.WriteLine(LostAnswers.Head);
    var failed = await Storm();
    foreach (var (name, rotates, bound, start) in args.GetValue(besides) ? Latchkey.Bench.Peers.InAStorm : [])
    {
        // Only our own server is held to none: of the others the numbers are what is wanted.
        var files = Directory.CreateTempSubdirectory("latchkey-bench-");
        try
        {
            await using var peer = await start(files, ct);
            await Row(name, await Latchkey.Bench.Peers.Described(peer, ct), rotates, bound);
        }
        finally
        {
            files.Delete(recursive: true);
        }
    }
    if (problems.Count > 0) Console.WriteLine('\n' + string.Join('\n', problems));
    return failed;

    async Task<int> Row(string name, Target server, RefreshRotation rotates, DPoP bound)
    {
        using var run = new LostAnswers(name, server, new Weather(args.GetValue(devices), args.GetValue(rounds), args.GetValue(lostRequests), args.GetValue(lostAnswers), args.GetValue(deaths), bound, rotates, TimeSpan.FromSeconds(args.GetValue(offline))));
        Console.WriteLine(await run.Run(ct));
        problems.AddRange(run.Problems);
        return run.Failed ? 1 : 0;
    }

    Task<int> Against(Target server) => Row(server.Name!, server, args.GetValue(rotation), args.GetValue(dpop));

    async Task<int> Storm()
    {
        if (args.GetValue(issuer) is { } other)
        {
            var password = Environment.GetEnvironmentVariable("LATCHKEY_BENCH_PASSWORD") ?? throw new ArgumentException("--issuer needs LATCHKEY_BENCH_PASSWORD");
            var app = new TargetApp(args.GetValue(clientId) ?? throw new ArgumentException("--issuer needs --client-id"), RedirectUri: args.GetValue(redirectUri), Scope: args.GetValue(scope));
            return await Against(await Target.At(other, app, new TargetPerson(args.GetValue(login) ?? throw new ArgumentException("--issuer needs --login"), password), ct));
        }
        if (args.GetValue(target) is { } file) return await Against(await Target.FromFile(file, ct));
        if (args.GetValue(orgUrl) is { } org) return await Against(await Target.FromDevJson(args.GetValue(devJson) ?? throw new ArgumentException("--org-url needs --dev-json"), org, ct));

        var data = Directory.CreateTempSubdirectory("latchkey-bench-");
        try
        {
            await using var server = await ServerProcess.Latchkey(data, ct);
            return await Row($"Latchkey, {(args.GetValue(dpop) == DPoP.Off ? "bearer" : "bound")} tokens", await Target.FromDevJson(new FileInfo(Path.Combine(data.FullName, "dev.json")), server.Url, ct), args.GetValue(rotation), args.GetValue(dpop));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
});
command.Add(storm);
return await command.Parse(args).InvokeAsync();

static string[] Split(string[]? values) => [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
