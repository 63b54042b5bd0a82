namespace Latchkey.Tests.Kit;

/// <summary>tests/foreign: the clients of others, installed as its lock file says.</summary>
public sealed class ForeignClients : IAsyncLifetime
{
    private const int OldestNode = 18;

    /// <summary>Once for a process, whichever class asks first.</summary>
    private static readonly Lazy<Task> Installed = new(Install);

    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "foreign");

    public Task InitializeAsync() => Installed.Value;

    private static async Task Install()
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
    public static Task<Ran> Run(string script, DevServer server, params (string Name, string Value)[] environment) => Run("node", ["--test", script],
        [("LATCHKEY_DEV", server.FactsPath), ("NODE_EXTRA_CA_CERTS", File.Exists(server.AuthorityPath) ? server.AuthorityPath : ""), .. environment]);

    private static Task<Ran> Run(string program, string[] arguments, params (string Name, string Value)[] environment) =>
        OtherProgram.Run(program, arguments, Folder, "apt-get install nodejs npm", environment);
}
