using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Cli.Commands;
using Latchkey.Server.Tests.Kit;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>A production server from the command line: its first start, its set-up token, its backup.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly LatchkeyProgram latchkey = new();

    private string Data => Path.Combine(latchkey.Home, "data");

    public void Dispose() => latchkey.Dispose();

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private Task<ServerProcess> Serve(int port, string ready = "readable by this account alone.") => Serve(port, Data, ready);

    private Task<ServerProcess> Serve(int port, string data, string ready) =>
        ServerProcess.Start(latchkey, ready, ["serve", "--url", $"http://localhost:{port}", "--listen", $"http://127.0.0.1:{port}", "--data", data]);

    private async Task<string> SetupToken(params string[] more) => (await latchkey.Run(["setup-token", "--data", Data, .. more])).ShouldEnd(ExitCode.Ok).Output.Trim();

    [Theory]
    [InlineData("http://id.example.com", "is not https")]
    [InlineData("https://id.example.com/auth", "has a path")]
    [InlineData("id.example.com", "is not an address")]
    public async Task A_production_server_refuses_an_address_that_is_not_safe(string url, string reason)
    {
        (await latchkey.Run($"serve --url {url} --data {Data}")).ShouldEnd(ExitCode.Usage).Errors.ShouldContain(reason);
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_production_server_is_registered_by_whoever_holds_its_setup_token()
    {
        var port = FreePort();
        var url = $"http://localhost:{port}";
        string[] answers = ["Ada", "Lovelace", "ada@example.com", "Norway"];
        await using var server = await Serve(port);

        (await latchkey.Run($"register --url {url}", answers)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("This server asks for a setup token: give it with --setup-token or LATCHKEY_SETUP_TOKEN.");
        (await latchkey.Run($"register --url {url} --setup-token wrong", answers)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("The setup token was not accepted.");

        var token = await SetupToken();
        (await File.ReadAllTextAsync(Path.Combine(Data, "setup-token"))).Trim().ShouldBe(token);
        var registered = (await latchkey.Run($"register --url {url} --setup-token {token}", answers)).ShouldEnd(ExitCode.Ok);
        registered.Output.ShouldContain($"Your Latchkey domain: {url}\n");
        registered.Output.ShouldContain($"To set your password open this link:\n{url}/welcome/");
        registered.Output.ShouldNotContain("email has been sent");         // this server has no way to send one
        (await latchkey.Run("apps create native", "Quickstart", "", "")).ShouldEnd(ExitCode.Ok).Output.ShouldContain($"okta.oauth2.issuer: {url}/oauth2/default\n");
        if (OperatingSystem.IsWindows()) return;        // there is no way to ask it to stop
        (await server.Stop()).ShouldBe(ExitCode.Ok);
        (server.Greeting + await server.Rest).ShouldNotContain(token);      // it would stand in a journal for ever
    }

    [Fact]
    public async Task The_doctor_looks_at_a_server_that_runs_at_one_that_does_not_and_at_none()
    {
        var port = FreePort();
        string[] doctor = ["doctor", "--data", Data, "--url", $"http://localhost:{port}", "--json"];
        await using (await Serve(port))
        {
            var well = (await latchkey.Run(doctor)).ShouldEnd(ExitCode.Ok).Json;
            well["healthy"]!.GetValue<bool>().ShouldBeTrue(well.ToJsonString());
            var checks = well["checks"]!.AsArray().ToDictionary(check => (string)check!["check"]!, check => check!);
            foreach (var name in (string[])["database", "schema", "masterKey", "clock", "disk", "reach", "wellKnown", "keys"])
                ((string?)checks[name]["state"]).ShouldBe("good", checks[name].ToJsonString());
            // Nobody has set a mail server, nor made a backup: that is said, and what to do.
            ((string?)checks["mail"]["state"]).ShouldBe("warning");
            ((string?)checks["backup"]["next"]).ShouldNotBeNullOrEmpty();
            // Wherever it was put, it was made: the guide's own command ends the warning.
            (await latchkey.Run(["backup", "--data", Data, "--to", Path.Combine(latchkey.Home, "kept.db")])).ShouldEnd(ExitCode.Ok);
            (await latchkey.Run(doctor)).ShouldEnd(ExitCode.Ok).Json["checks"]!.AsArray().Single(check => (string?)check!["check"] == "backup")!["state"]!.GetValue<string>().ShouldBe("good");
        }
        var stopped = (await latchkey.Run(doctor)).ShouldEnd(ExitCode.Failed).Json;
        stopped["checks"]!.AsArray().Single(check => (string?)check!["state"] == "bad")!["check"]!.GetValue<string>().ShouldBe("reach");
        (await latchkey.Run(["doctor", "--data", Data])).ShouldEnd(ExitCode.Ok).Output.ShouldContain("Without --url");
        (await latchkey.Run(["doctor", "--data", Data + "-elsewhere"])).ShouldEnd(ExitCode.Failed).Output.ShouldContain("There is no Latchkey in");
    }

    [Fact]
    public async Task Where_it_cannot_listen_nothing_is_made_and_the_option_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        foreach (var (listen, code, reason) in ((string, int, string)[])[
            ($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}", ExitCode.Failed, "is not free"), ("nonsense", ExitCode.Usage, "is not an address"),
            ("http://192.0.2.1:8080", ExitCode.Failed, "is no address of this machine"), ("http://127.0.0.1:99999", ExitCode.Usage, "there is no port 99999")])
        {
            var errors = (await latchkey.Run($"serve --url http://localhost:1 --listen {listen} --data {Data}")).ShouldEnd(code).Errors;
            errors.ShouldContain($"--listen {listen}: ");
            errors.ShouldContain(reason);
            errors.ShouldNotContain("   at ");
        }
        (await latchkey.Run($"serve --url http://localhost:1 --listen http://127.0.0.1:0 --certificate none.pem --data {Data}")).ShouldEnd(ExitCode.Usage)
            .Errors.ShouldContain("is plain http");
        Directory.Exists(Data).ShouldBeFalse();
        await File.WriteAllTextAsync(Data, "");
        (await latchkey.Run($"serve --url http://localhost:1 --listen http://127.0.0.1:0 --data {Data}")).ShouldEnd(ExitCode.Failed)
            .Errors.ShouldContain($"--data {Data}: this is a file.");
    }

    [Fact]
    public async Task A_command_over_the_folder_of_a_server_with_PostgreSQL_says_what_to_give()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "database-id"), "x");
        (await latchkey.Run(["setup-token", "--data", Data])).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("give --postgres");
    }

    [Fact]                                                             // at another port is another server
    public void A_dump_is_of_the_server_at_the_port() =>
        BackUp.PgDump("Host=127.0.0.1;Port=9108;Database=night shift;Username=lk;Password=secret", "/backup/a.dump")
            .ShouldBe("pg_dump --format=custom --host=127.0.0.1 --port=9108 --username=lk --dbname='night shift' --file=/backup/a.dump");

    [Fact]
    public async Task The_doctor_says_of_a_torn_database_to_restore_and_never_that_it_is_slow()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "latchkey.db"), new string('x', 9_000));
        var said = (await latchkey.Run(["doctor", "--data", Data])).ShouldEnd(ExitCode.Failed).Output;
        said.ShouldContain("last good backup");
        said.ShouldNotContain("slowly");
        (await latchkey.Run(["doctor", "--data", Data + "-elsewhere"])).ShouldEnd(ExitCode.Failed).Output.ShouldNotContain("slowly");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_or_written_is_said_with_its_option()
    {
        await using var server = await Serve(FreePort());
        (await latchkey.Run(["backup", "--data", Data, "--to", "/nowhere/b.db"])).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("--to /nowhere/b.db: there is no folder /nowhere.");
        (await latchkey.Run(["fido-metadata", "--data", Data, "--from", "/nowhere"])).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("--from /nowhere: there is no such file.");
    }

    [Fact]                                                             // nobody could be told of another
    public async Task A_set_up_token_stays_until_it_is_renewed()
    {
        await using (await Serve(FreePort()))
        {
        }
        var token = await SetupToken();

        await using (var server = await Serve(FreePort())) server.Greeting.ShouldContain("No one administers it yet.");
        (await SetupToken()).ShouldBe(token);
        var renewed = await SetupToken("--new");
        renewed.ShouldNotBe(token);
        ((string?)(await latchkey.Run(["setup-token", "--data", Data, "--json"])).Json["setupToken"]).ShouldBe(renewed);
    }

    [Fact]
    public async Task The_folder_and_every_file_a_server_makes_are_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var server = await Serve(FreePort());
        File.GetUnixFileMode(Data).ShouldBe(file | UnixFileMode.UserExecute);
        foreach (var kept in Directory.EnumerateFiles(Data)) File.GetUnixFileMode(kept).ShouldBe(file, kept);
    }

    [Fact]
    public async Task A_command_beside_the_server_makes_nothing_where_there_is_none()
    {
        foreach (var command in (string[])["setup-token", "backup --to copy.db"])
            (await latchkey.Run($"{command} --data {Data}")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("There is no Latchkey in");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_of_a_running_server_is_restored_by_putting_two_files_into_a_folder()
    {
        var (port, copy) = (FreePort(), Path.Combine(latchkey.Home, "copy.db"));
        await using (var server = await Serve(port))
        {
            var url = $"http://localhost:{port}";
            (await latchkey.Run($"register --url {url} --setup-token {await SetupToken()}", "Ada", "Lovelace", "ada@example.com", "Norway")).ShouldEnd(ExitCode.Ok);
            var made = (await latchkey.Run(["backup", "--data", Data, "--to", copy])).ShouldEnd(ExitCode.Ok);
            made.Output.ShouldContain("1 org, opened and found whole.");
            made.Output.ShouldContain($"Keep a copy in another place: {Path.Combine(Data, "master.key")}.");
            (await latchkey.Run(["backup", "--data", Data, "--to", copy])).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("is there already");
            await FidosFileIsBrought();
        }
        Directory.EnumerateFiles(latchkey.Home, "copy.db*").ShouldBe([copy]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var restored = Directory.CreateDirectory(Path.Combine(latchkey.Home, "restored")).FullName;
        File.Copy(copy, Path.Combine(restored, "latchkey.db"));
        (await latchkey.Run($"serve --url http://localhost:{port} --data {restored}")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("The master key of this database is missing");
        File.Copy(Path.Combine(Data, "master.key"), Path.Combine(restored, "master.key"));
        await using var again = await Serve(port, restored, ready: "Latchkey serves");
        (await latchkey.Run("users list")).ShouldEnd(ExitCode.Ok).Output.ShouldContain("ada@example.com");       // with the API token of before
    }

    /// <summary>What FIDO says of makers' devices, beside a server that runs. Decision 0038.</summary>
    private async Task FidosFileIsBrought()
    {
        using PasskeyMaker fido = new("FIDO of this test"), steel = new("Steel Key 5");
        var (file, root) = (Path.Combine(latchkey.Home, "blob.jwt"), Path.Combine(latchkey.Home, "root.pem"));
        await File.WriteAllTextAsync(root, fido.RootPem);
        Task<Ran> Bring(params string[] more) => latchkey.Run(["fido-metadata", "--data", Data, "--from", file, .. more]);
        (await Bring()).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("blob.jwt");
        await File.WriteAllTextAsync(file, fido.Sign(4, steel.Entry("FIDO_CERTIFIED_L1", "REVOKED")));
        (await Bring()).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("mds.fidoalliance.org");
        (await Bring("--root", root)).ShouldEnd(ExitCode.Ok).Output.ShouldContain("1 model of number 4, 1 revoked.");
        await File.WriteAllTextAsync(file, fido.Sign(3, steel.Entry("FIDO_CERTIFIED_L1")));
        (await Bring("--root", root)).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("A newer file was brought before");
    }

    [Fact]                                                             // the runtime ends with "Out of memory." when it can open no file
    public async Task More_connections_than_there_are_files_end_nothing()
    {
        if (!OperatingSystem.IsLinux()) return;
        latchkey.OpenFiles = 300;
        (await latchkey.Run($"serve --url http://localhost:1 --listen http://127.0.0.1:0 --data {Data}")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("may have only 300 files open");

        latchkey.OpenFiles = 1_100;
        var port = FreePort();
        await using var server = await Serve(port, ready: "Latchkey serves");
        var held = new List<Socket>();
        string[] paths = ["/oauth2/v1/keys", "/api/v1/users", "/account/sessions", "/oauth2/default/v1/authorize?client_id=x", "/signup", "/assets/page.css", "/activate", "/api/v1/logs"];
        foreach (var i in Enumerable.Range(0, 600))
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            held.Add(socket);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes($"GET {paths[i % paths.Length]} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: text/html\r\n\r\n"));
            }
            catch (SocketException)
            {
                // Turned away.
            }
        }
        held.ForEach(socket => socket.Dispose());

        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(100));
        for (HttpStatusCode? answered = null; answered != HttpStatusCode.OK;)
        {
            patience.Token.ThrowIfCancellationRequested();
            try { answered = (await http.GetAsync(new Uri($"http://localhost:{port}/oauth2/v1/keys"), patience.Token)).StatusCode; }
            catch (HttpRequestException) { answered = null; }
        }
    }

    [Fact]
    public async Task Another_master_key_is_said_before_anything_is_served()
    {
        await using (await Serve(FreePort()))
        {
        }
        latchkey.Environment["LATCHKEY_MASTER_KEY"] = "ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZY";
        var ran = (await latchkey.Run($"serve --url http://localhost:1 --data {Data}")).ShouldEnd(ExitCode.Failed);
        ran.Errors.ShouldContain("LATCHKEY_MASTER_KEY is not the master key of this database");
        ran.Errors.ShouldNotContain("   at ");
    }
}
