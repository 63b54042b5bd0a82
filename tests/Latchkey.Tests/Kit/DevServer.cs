using System.Text.Json.Nodes;

namespace Latchkey.Tests.Kit;

/// <summary>The real server: <c>latchkey dev</c> on a free port and a new folder, for all tests of a class.</summary>
public class DevServer : IAsyncLifetime
{
    private readonly LatchkeyProgram program = new();
    private ServerProcess process = null!;

    private string Data => Path.Combine(program.Home, "data");

    /// <summary>What the server wrote to dev.json.</summary>
    public JsonNode Facts { get; private set; } = null!;

    /// <summary>Where it wrote them.</summary>
    public string FactsPath => Path.Combine(Data, "dev.json");

    /// <summary>The authority of its certificate, which clients of https must trust.</summary>
    public string AuthorityPath => Path.Combine(Data, "dev-ca.pem");

    public string OrgUrl => (string)Facts["orgUrl"]!;

    public string ApiToken => (string)Facts["apiToken"]!;

    protected virtual string[] Options => [];

    public async Task InitializeAsync()
    {
        process = await ServerProcess.Dev(program, Data, Options);
        Facts = JsonNode.Parse(await File.ReadAllTextAsync(FactsPath))!;
    }

    public async Task DisposeAsync()
    {
        await process.DisposeAsync();
        program.Dispose();
    }
}

/// <summary>The same with <c>--https</c>.</summary>
public sealed class SecureDevServer : DevServer
{
    protected override string[] Options => ["--https"];
}

/// <summary>The same with <c>--scripted-pages</c>.</summary>
public sealed class ScriptedDevServer : DevServer
{
    protected override string[] Options => ["--scripted-pages"];
}
