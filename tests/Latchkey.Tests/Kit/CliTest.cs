namespace Latchkey.Tests.Kit;

/// <summary>A test of the program against one server, logged in unless the test is about that.</summary>
public abstract class CliTest : IAsyncLifetime
{
    protected LatchkeyProgram Latchkey { get; } = new();

    protected ContractServer Server { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Server = await ContractServer.Start();

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Latchkey.Dispose();
    }

    protected void LoggedIn(string? url = null) =>
        Latchkey.WriteSettings(".latchkey/latchkey.yaml", $"latchkey:\n  client:\n    orgUrl: {url ?? Server.Url}\n    token: {ContractServer.Token}\n");
}
