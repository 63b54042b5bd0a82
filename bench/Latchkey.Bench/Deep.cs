using System.CommandLine;
using System.Diagnostics;

namespace Latchkey.Bench;

/// <summary>What an administrator does to tables that have grown to millions of rows, beside the same where they have a thousand.</summary>
internal static class Deep
{
    public static Command Command()
    {
        var events = new Option<int>("--events") { Description = "Rows of the deep log", DefaultValueFactory = _ => 3_000_000 };
        var families = new Option<int>("--families") { Description = "Refresh tokens of one app", DefaultValueFactory = _ => 1_000_000 };
        var turns = new Option<int>("--turns") { Description = "How often each question is asked", DefaultValueFactory = _ => 30 };
        var data = new Option<DirectoryInfo>("--data") { Description = "Where orgs are kept that were made once", DefaultValueFactory = _ => new(Path.Combine(Path.GetTempPath(), "latchkey-bench-orgs")) };
        var command = new Command("deep", "Asks a log of millions of events, and ends an app and an authorization server with a million tokens.") { events, families, turns, data };
        command.SetAction((args, ct) => Run(new(1_000, 100, 0, 10, args.GetValue(events), args.GetValue(families)), args.GetValue(turns), args.GetValue(data)!, ct));
        return command;
    }

    private static async Task<int> Run(OrgSize deep, int turns, DirectoryInfo kept, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-bench-");
        try
        {
            var orgs = new List<(ServerProcess Server, OrgApi Api, Wire Wire, DirectoryInfo Data)>();
            foreach (var size in (OrgSize[])[deep with { Events = 1_000, Families = 1_000 }, deep])
            {
                var data = await GrownOrg.Copy(kept, folder, size, ct);
                var server = await ServerProcess.Latchkey(data, ct);
                orgs.Add((server, new OrgApi(server.Url, GrownOrg.Dev(data)), new Wire(server.Url), data));
            }
            Console.WriteLine(Markdown.Say($"| what | 1,000 rows, ms | {deep.Events:N0} events, {deep.Families:N0} tokens, ms | answer bytes | ratio |\n|---|--:|--:|--:|--:|"));
            const string all = "since=2020-01-01T00:00:00Z";
            foreach (var path in (string[])
            [
                $"/api/v1/logs?{all}&limit=100", $"/api/v1/logs?{all}&limit=100&sortOrder=DESCENDING", $"/api/v1/logs?{all}&limit=100&filter=eventType eq \"user.session.start\"",
                $"/api/v1/logs?{all}&limit=100&filter=eventType eq \"user.account.lock\"&sortOrder=DESCENDING", $"/api/v1/logs?{all}&limit=100&filter=eventType eq \"user.account.unlock\"",
                $"/api/v1/logs?{all}&limit=100&filter=eventType eq \"user.session.start\" or eventType eq \"user.account.lock\"", $"/api/v1/logs?{all}&limit=100&filter=actor.id eq \"00u00000000000000077\"",
                $"/api/v1/logs?{all}&limit=100&q=nobody", "/api/v1/logs?limit=100&filter=outcome.result eq \"FAILURE\"",
            ])
            {
                var (times, bytes) = (orgs.Select(_ => new List<double>()).ToArray(), new int[2]);
                for (var turn = -3; turn < turns; turn++)
                {
                    for (var i = 0; i < 2; i++)
                    {
                        var request = Request.Get(new Uri(orgs[i].Server.Url, path.Replace(" ", "%20", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)), "SSWS " + orgs[i].Api.Token);
                        var began = Stopwatch.GetTimestamp();
                        bytes[i] = (await orgs[i].Wire.Send(request)).Expect(200).Body.Length;
                        if (turn >= 0) times[i].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    }
                }
                foreach (var each in times) each.Sort();
                Row($"`{path.Replace("since=2020-01-01T00:00:00Z", "since=…", StringComparison.Ordinal)}`", times[0][turns / 2], times[1][turns / 2], $"{bytes[0]:N0}, {bytes[1]:N0}");
            }
            var memory = ProcFs.ResidentMegabytes([orgs[1].Server.Pid]);
            var ids = new List<(string App, string Server)>();
            foreach (var (_, _, _, data) in orgs)
            {
                await using var db = await GrownOrg.Open(data, ct, write: false);
                ids.Add((await GrownOrg.Text(db, "select client_id from refresh_families limit 1", ct), await GrownOrg.Text(db, "select id from authorization_servers where name = 'Deep'", ct)));
            }
            foreach (var (what, act) in (IEnumerable<(string, Func<OrgApi, (string App, string Server), Task>)>)
            [
                ("deactivating the app", async (api, of) => await api.Post($"/api/v1/apps/{of.App}/lifecycle/deactivate", null, ct)),
                ("activating it again", async (api, of) => await api.Post($"/api/v1/apps/{of.App}/lifecycle/activate", null, ct)),
                ("deactivating the authorization server", async (api, of) => await api.Post($"/api/v1/authorizationServers/{of.Server}/lifecycle/deactivate", null, ct)),
                ("deleting the authorization server", async (api, of) => await api.Send(HttpMethod.Delete, $"/api/v1/authorizationServers/{of.Server}", null, ct)),
                ("deleting a person's every token", async (api, _) => await api.Send(HttpMethod.Delete, "/api/v1/users/00u00000000000000077/sessions?oauthTokens=true", null, ct)),
                ("deactivating a person", async (api, _) => await api.Post("/api/v1/users/00u00000000000000078/lifecycle/deactivate", null, ct)),
            ])
            {
                var took = new double[2];
                for (var i = 0; i < 2; i++)
                {
                    var began = Stopwatch.GetTimestamp();
                    await act(orgs[i].Api, ids[i]);
                    took[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                }
                Row(what, took[0], took[1], "");
            }
            Console.WriteLine(Markdown.Say($"\nMemory of the server with millions of rows: {memory:0} MB before these, {ProcFs.ResidentMegabytes([orgs[1].Server.Pid]):0} MB after."));
            foreach (var (server, api, _, _) in orgs)
            {
                api.Dispose();
                await server.DisposeAsync();
            }
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static void Row(string what, double few, double many, string bytes) => Console.WriteLine(Markdown.Say($"| {what} | {few:0.00} | {many:0.00} | {bytes} | {many / few:0.00} |"));
    }
}
