using System.Text.Json.Nodes;

namespace Latchkey.Tests.Kit;

/// <summary>The real server: <c>latchkey dev</c> on a free port and a new folder, for all tests of a class.</summary>
public sealed class DevServer : IAsyncLifetime
{
    private readonly LatchkeyProgram program = new();
    private ServerProcess process = null!;

    /// <summary>What the server wrote to dev.json.</summary>
    public JsonNode Facts { get; private set; } = null!;

    public string OrgUrl => (string)Facts["orgUrl"]!;

    public string ApiToken => (string)Facts["apiToken"]!;

    public async Task InitializeAsync()
    {
        var data = Path.Combine(program.Home, "data");
        process = await ServerProcess.Dev(program, data);
        Facts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "dev.json")))!;
    }

    public async Task DisposeAsync()
    {
        await process.DisposeAsync();
        program.Dispose();
    }
}
