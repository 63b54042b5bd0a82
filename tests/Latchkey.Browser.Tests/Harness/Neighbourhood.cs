using System.Text.Json.Nodes;
using Latchkey.Server;
using Latchkey.Server.Ground.Development;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>The programs of ./run.sh on one <see cref="Desktop"/>: a development server, the sample API, and whatever a test starts beside them.</summary>
public sealed class Neighbourhood : IAsyncDisposable
{
    private readonly List<RunningProgram> programs = [];
    private TestOrg? org;

    private Neighbourhood() => Clock = new MovableClock(Desktop);

    public Desktop Desktop { get; } = new();
    public MovableClock Clock { get; }
    /// <summary>What `latchkey dev` wrote for programs like this one.</summary>
    public JsonNode Dev { get; private set; } = new JsonObject();
    public string Server => (string)Dev["orgUrl"]!;
    public string Api { get; private set; } = "";

    public string Person => (string)Dev["person"]!["login"]!;
    public string PersonsPassword => (string)Dev["person"]!["password"]!;

    private string Data => Path.Combine(Desktop.Home, "server");

    /// <summary>
    /// With an org in this process, seeded as `latchkey dev` does: for journeys over its pages. To start the program takes five seconds of a processor, most
    /// of them to compile what this process has compiled already.
    /// </summary>
    public static async Task<Neighbourhood> StartOrg()
    {
        var neighbourhood = new Neighbourhood { org = await TestOrg.StartAsync(clock: FakeClock.Running()) };
        var data = neighbourhood.org.Services.GetRequiredService<ServerSettings>().DataFolder;
        neighbourhood.Dev = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, DevFacts.File)))!;
        return neighbourhood;
    }

    /// <summary>With `latchkey dev` as a process, as people start it.</summary>
    /// <param name="options">More for `latchkey dev`.</param>
    public static async Task<Neighbourhood> Start(params string[] options)
    {
        var neighbourhood = new Neighbourhood();
        var server = neighbourhood.Run("Latchkey", ["dev", "--port", "0", "--data", neighbourhood.Data, "--no-open", .. options]);
        await server.Says("Latchkey is ready at");
        neighbourhood.Dev = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(neighbourhood.Data, "dev.json")))!;
        return neighbourhood;
    }

    public async Task StartApi(string issuer)
    {
        var api = Run("Orders.Api", "--urls", "http://127.0.0.1:0", "--issuer", issuer);
        Api = (await api.SaysMatch(@"Now listening on: (\S+)")).found;
    }

    /// <summary>Makes an app that everyone may use, and answers its credentials.</summary>
    public async Task<JsonNode> CreateApp(string oauthClient)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server) };
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)Dev["apiToken"]!);
        using var asked = new StringContent($$$"""{"label":"Ticket desk","signOnMode":"OPENID_CONNECT","settings":{"oauthClient":{{{oauthClient}}}}}""", null, "application/json");
        using var made = await http.PostAsync(new Uri("/api/v1/apps", UriKind.Relative), asked);
        var app = JsonNode.Parse(await made.Content.ReadAsStringAsync())!;
        made.IsSuccessStatusCode.ShouldBeTrue(app.ToJsonString());
        var everyone = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/v1/groups?q=Everyone", UriKind.Relative)))![0]!;
        using var assigned = await http.PutAsync(new Uri($"/api/v1/apps/{app["id"]}/groups/{everyone["id"]}", UriKind.Relative), null);
        assigned.IsSuccessStatusCode.ShouldBeTrue();
        return app["credentials"]!["oauthClient"]!;
    }

    /// <summary>What a program gets that signs one of the seeded people in with a form of its own.</summary>
    /// <param name="who">person or admin.</param>
    public async Task<string> SessionToken(string who)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server) };
        using var asked = new StringContent(new JsonObject { ["username"] = (string?)Dev[who]!["login"], ["password"] = (string?)Dev[who]!["password"] }.ToJsonString(), null, "application/json");
        using var answered = await http.PostAsync(new Uri("/api/v1/authn", UriKind.Relative), asked);
        return (string)JsonNode.Parse(await answered.Content.ReadAsStringAsync())!["sessionToken"]!;
    }

    public RunningProgram Run(string project, params string[] arguments)
    {
        var program = RunningProgram.Start(project, arguments, Desktop.Environment.Concat(Clock.Environment).ToDictionary(), Desktop.Home);
        programs.Add(program);
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(programs)) await program.DisposeAsync();
        if (org is not null) await org.DisposeAsync();
        await Desktop.DisposeAsync();
    }
}
