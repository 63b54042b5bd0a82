using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests;

/// <summary>
/// The commands of docs/guide/sign-in-mobile.md, typed into a shell as they stand there, in their order. Only the port is another one: 8080 of this
/// machine may be somebody's.
/// </summary>
public sealed class MobileGuideTests : IAsyncLifetime
{
    private readonly LatchkeyProgram latchkey = new();
    private readonly int port = FreePort();
    private ServerProcess? server;

    private string Folder => latchkey.Home;

    public Task InitializeAsync()
    {
        // What the guide's first lines leave on the PATH.
        var bin = Directory.CreateDirectory(Path.Combine(Folder, "bin")).FullName;
        var program = Path.Combine(bin, "latchkey");
        File.WriteAllText(program, $"#!/bin/sh\n[ \"$1\" = dev ] && set -- \"$@\" --port {port}\nexec dotnet exec '{LatchkeyProgram.Dll}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        latchkey.Dispose();
    }

    [Fact]
    public async Task The_commands_of_the_mobile_guide_do_what_it_says()
    {
        var typed = MobileGuide.Typed.ToList();
        typed[0].ShouldStartWith("latchkey dev ");
        server = await ServerProcess.Start(Shell(typed[0]), "Ctrl+C");
        foreach (var said in Printed("1. Set up your org").Where(line => !line.Contains('…', StringComparison.Ordinal))) server.Greeting.ShouldContain(OnPort(said));
        var facts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, ".latchkey", "dev.json")))!;

        // One terminal: what is exported stays.
        var (exported, asked) = (typed.Where(line => line.StartsWith("export ", StringComparison.Ordinal)).ToList(), typed.Skip(1).Where(line => line.StartsWith("latchkey ", StringComparison.Ordinal)).ToList());
        exported.ShouldNotBeEmpty();
        asked.Select(line => line.Split(' ')[1]).ShouldBe(["login", "apps", "users"]);
        var before = string.Join("; ", exported) + "; ";

        var loggedIn = await Type(before + asked[0], (string)facts["apiToken"]!);
        loggedIn.Output.ShouldContain($"Logged in to https://localhost:{port}");

        var created = await Type(before + asked[1]);
        var clientId = created.Output.Split("client-id: ")[1].Split('\n')[0];
        foreach (var said in Printed("2. Create the app integration")) created.Output.ShouldContain(OnPort(said).Replace("0oa…", clientId, StringComparison.Ordinal));
        var app = JsonNode.Parse((await Type($"{before} latchkey --json apps config --app {clientId}")).Output)!;
        ((string?)app["issuer"]).ShouldBe($"https://localhost:{port}/oauth2/default");

        // What the guide for sharing sign-ins types, with the same app and org.
        var shared = MobileGuide.TypedIn("docs/guide/share-sessions.md").ToList();
        shared.Count.ShouldBe(2);
        var authority = $"export CURL_CA_BUNDLE='{Folder}/.latchkey/dev-ca.pem' LATCHKEY_CLIENT_TOKEN='{facts["apiToken"]}' LATCHKEY_CLIENT_ORGURL=https://localhost:{port}; ";
        (await Type(before + authority + shared[0].Replace("https://id.example.com", $"https://localhost:{port}", StringComparison.Ordinal))).Output.ShouldContain("\"usePersistentCookie\":true");
        (await Type(before + shared[1].Replace("0oa…", clientId, StringComparison.Ordinal))).Output.ShouldContain("urn:ietf:params:oauth:grant-type:token-exchange");

        (await Type(before + asked[2], "Difference-Engine-1822", "Difference-Engine-1822")).Output.ShouldContain("grace@example.com");
    }

    private static IEnumerable<string> Printed(string step) => MobileGuide.Pieces.Single(piece => piece.Step == step && piece.Language == "text").Code.Split('\n').Where(line => line.Length > 0);

    private string OnPort(string text) => text.Replace(":8080", $":{port}", StringComparison.Ordinal);

    private ProcessStartInfo Shell(string line)
    {
        var start = latchkey.StartInfo([]);
        start.FileName = "sh";
        start.ArgumentList.Clear();
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"PATH=\"{Folder}/bin:$PATH\"; {OnPort(line)}");
        return start;
    }

    private async Task<Ran> Type(string line, params string[] answers)
    {
        using var shell = Process.Start(Shell(line))!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        foreach (var answer in answers) await shell.StandardInput.WriteLineAsync(answer);
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        return new Ran(shell.ExitCode, await output, await errors).ShouldEnd(ExitCode.Ok);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
