using System.ComponentModel;
using System.Diagnostics;

namespace Latchkey.Tests.Kit;

/// <summary>tests/foreign: the clients of others, installed as its lock file says.</summary>
public sealed class ForeignClients : IAsyncLifetime
{
    private const int OldestNode = 18;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "foreign");

    public async Task InitializeAsync()
    {
        var version = await Run("node", ["--version"]);
        if (int.Parse(version.Output.TrimStart('v').Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) < OldestNode)
            throw new InvalidOperationException($"Okta's clients need Node {OldestNode} or newer; this is {version.Output}");

        // Installing anew takes longer than all scripts together, so it is done when the lock file is not the installed one.
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        var installed = Path.Combine(Folder, "node_modules", ".installed");
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted) return;
        (await Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci"])).ShouldEnd(0);
        await File.WriteAllTextAsync(installed, wanted);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs the tests of a script against a server.</summary>
    public static Task<Ran> Run(string script, DevServer server) => Run("node", ["--test", script], ("LATCHKEY_DEV", server.FactsPath), ("NODE_EXTRA_CA_CERTS", File.Exists(server.AuthorityPath) ? server.AuthorityPath : ""));

    private static async Task<Ran> Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OKTA_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);       // the clients read these
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Begin(start);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end:\n{await output}");
        }
        return new Ran(process.ExitCode, await output, await errors);
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"Okta's clients run in Node, and {start.FileName} is not installed: apt-get install nodejs npm");
        }
    }
}
