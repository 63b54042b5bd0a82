using System.CommandLine;
using Latchkey.Bench;

var target = new Option<FileInfo?>("--target") { Description = "A JSON file that describes another server (see README.md)" };
var orgUrl = new Option<Uri?>("--org-url") { Description = "A running Latchkey org; needs --dev-json", CustomParser = given => new Uri(given.Tokens.Single().Value) };
var devJson = new Option<FileInfo?>("--dev-json") { Description = "The dev.json of the running org" };
var pids = new Option<int[]>("--pid") { Description = "Process ids of a running server, for its CPU time and memory", AllowMultipleArgumentsPerToken = true };
var scenario = new Option<string[]>("--scenario") { Description = $"Some of: {string.Join(", ", Scenarios.All.Select(each => each.Name))}", AllowMultipleArgumentsPerToken = true };
var seconds = new Option<double>("--seconds") { Description = "How long each scenario is measured", DefaultValueFactory = _ => 5 };
var warmUp = new Option<double>("--warm-up") { Description = "Seconds of load before measuring, at least", DefaultValueFactory = _ => 5 };
var connections = new Option<int>("--connections") { Description = "Callers at the same time", DefaultValueFactory = _ => 32 };
var algorithm = new Option<string[]>("--alg") { Description = "Signing algorithms to run with (own server only)", DefaultValueFactory = _ => ["RS256,ES256"], AllowMultipleArgumentsPerToken = true };
var proofKeys = new Option<int>("--proof-keys") { Description = "How many keys of DPoP proofs the server keeps imported; 0 imports one for each proof (own server only)", DefaultValueFactory = _ => 10_000 };
var json = new Option<FileInfo?>("--json") { Description = "Also write everything measured to this file" };

var command = new RootCommand("Loads a server and prints what it did and what it cost.") { target, orgUrl, devJson, pids, scenario, seconds, warmUp, connections, algorithm, proofKeys, json };
command.Add(TestOrgStart.Command());
command.SetAction(async (args, ct) =>
{
    var run = new Run(
        Scenarios.Named(Split(args.GetValue(scenario))),
        new LoadSettings(args.GetValue(connections), TimeSpan.FromSeconds(args.GetValue(warmUp)), TimeSpan.FromSeconds(args.GetValue(seconds))));

    var report = (args.GetValue(target), args.GetValue(orgUrl)) switch
    {
        ({ } file, _) => await run.Against(await Target.FromFile(file, ct), args.GetValue(pids) ?? [], ct),
        (_, { } org) => await run.Against(await Target.FromDevJson(args.GetValue(devJson) ?? throw new ArgumentException("--org-url needs --dev-json"), org, ct), args.GetValue(pids) ?? [], ct),
        _ => await run.OwnServer(Split(args.GetValue(algorithm)), args.GetValue(proofKeys), ct),
    };

    Console.WriteLine(Markdown.Write(report));
    if (args.GetValue(json) is { } path) await File.WriteAllTextAsync(path.FullName, report.ToJson(), ct);
    return report.Measurements.Any(each => each.Failed) ? 1 : 0;
});
return await command.Parse(args).InvokeAsync();

static string[] Split(string[]? values) => [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
