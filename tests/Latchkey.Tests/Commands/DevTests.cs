using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>Starting and stopping the server from the command line.</summary>
public sealed class DevTests : IDisposable
{
    private readonly LatchkeyProgram latchkey = new();

    private string Data => Path.Combine(latchkey.Home, "data");

    private string Facts => Path.Combine(Data, "dev.json");

    public void Dispose() => latchkey.Dispose();

    [Fact]
    public async Task A_development_server_keeps_what_it_has_until_it_begins_afresh()
    {
        string ClientId() => (string)JsonNode.Parse(File.ReadAllText(Facts))!["apps"]!["native"]!["clientId"]!;

        string first;
        await using (var server = await ServerProcess.Dev(latchkey, Data))
        {
            first = ClientId();
            server.Greeting.ShouldContain(first);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(Facts).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
                (await server.Stop()).ShouldBe(ExitCode.Ok);
            }
        }

        await using (await ServerProcess.Dev(latchkey, Data)) ClientId().ShouldBe(first);
        await using (await ServerProcess.Dev(latchkey, Data, "--fresh")) ClientId().ShouldNotBe(first);
    }

    [Theory]                                                           // it would lose its master key, or gain an administrator with a printed password
    [InlineData("--fresh"), InlineData("--batch")]
    public async Task A_production_servers_folder_is_not_touched(string more)
    {
        Directory.CreateDirectory(Data);
        foreach (var name in (string[])["latchkey.db", "master.key", "setup-token", "database-id"]) await File.WriteAllTextAsync(Path.Combine(Data, name), name);
        (await latchkey.Run($"dev --port 0 --data {Data} --no-open {more}")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("is the folder of a production server");
        Directory.EnumerateFiles(Data).Select(Path.GetFileName).ShouldBe(["latchkey.db", "master.key", "setup-token", "database-id"], ignoreOrder: true);
        (await File.ReadAllTextAsync(Path.Combine(Data, "master.key"))).ShouldBe("master.key");
    }

    [Fact]
    public async Task One_development_server_has_a_folder_at_a_time_and_a_production_server_says_whose_it_is()
    {
        await using (await ServerProcess.Dev(latchkey, Data))
        {
            var facts = await File.ReadAllTextAsync(Facts);
            (await latchkey.Run($"dev --port 0 --data {Data} --no-open --fresh")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("Another \"latchkey dev\" runs over");
            (await File.ReadAllTextAsync(Facts)).ShouldBe(facts);
        }
        await using var production = await ServerProcess.Start(latchkey, "was made by \"latchkey dev\"", ["serve", "--url", "http://localhost:1", "--listen", "http://127.0.0.1:0", "--data", Data]);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        (await latchkey.Run($"dev --port {port} --data {Data} --no-open")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"Port {port} is not free.");
    }

    [Fact]
    public async Task A_port_that_does_not_exist_is_said() =>
        (await latchkey.Run($"dev --port 80000 --data {Data} --no-open")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("There is no port 80000: give a number up to 65535");

    [Fact]
    public async Task A_second_development_server_does_not_share_the_port_of_the_first()
    {
        await using var first = await ServerProcess.Dev(latchkey, Data);
        var port = new Uri((string)JsonNode.Parse(await File.ReadAllTextAsync(Facts))!["orgUrl"]!).Port;

        (await latchkey.Run($"dev --port {port} --data {Data}-2 --no-open")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"Port {port} is not free.");
    }

    [Fact]
    public async Task The_terminal_gives_the_reason_for_the_request_id_of_an_error_page()
    {
        await using var server = await ServerProcess.Dev(latchkey, Data);
        var facts = JsonNode.Parse(await File.ReadAllTextAsync(Facts))!;
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{facts["issuer"]}/v1/authorize?client_id={facts["apps"]!["native"]!["clientId"]}&response_type=code&redirect_uri=com.example%3A/%1B%5B2J"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var id = answer.Headers.GetValues("x-okta-request-id").Single();
        (await answer.Content.ReadAsStringAsync()).ShouldContain(id);
        if (OperatingSystem.IsWindows()) return;        // there is no way to ask it to stop

        (await server.Stop()).ShouldBe(ExitCode.Ok);
        var said = await server.Rest;
        said.ShouldContain(id);
        said.ShouldContain("com.example:/?[2J is none of Quickstart's: localhost:/callback, http://127.0.0.1/callback");
    }

    [Fact]
    public async Task Beginning_afresh_does_not_pretend_to_empty_a_PostgreSQL() =>
        (await latchkey.Run($"dev --fresh --postgres Host=nowhere --data {Data} --no-open")).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("a PostgreSQL database is not in it. Drop the database and make it again");
}
