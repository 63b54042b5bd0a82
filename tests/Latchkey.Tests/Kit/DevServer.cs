using System.Text.Json.Nodes;

namespace Latchkey.Tests.Kit;

/// <summary>The real server: <c>latchkey dev</c> on a free port and a new folder, for all tests of a class.</summary>
public sealed class DevServer : IAsyncLifetime
{
    private readonly LatchkeyProgram program = new();
    private ServerProcess process = null!;

    private string Data => Path.Combine(program.Home, "data");

    /// <summary>What the server wrote to dev.json.</summary>
    public JsonNode Facts { get; private set; } = null!;

    /// <summary>Where it wrote them.</summary>
    public string FactsPath => Path.Combine(Data, "dev.json");

    public string OrgUrl => (string)Facts["orgUrl"]!;

    public string ApiToken => (string)Facts["apiToken"]!;

    public async Task InitializeAsync()
    {
        process = await ServerProcess.Dev(program, Data);
        Facts = JsonNode.Parse(await File.ReadAllTextAsync(FactsPath))!;
    }

    public async Task DisposeAsync()
    {
        await process.DisposeAsync();
        program.Dispose();
    }
}
