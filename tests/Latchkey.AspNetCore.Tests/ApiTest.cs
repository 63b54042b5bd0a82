namespace Latchkey.AspNetCore.Tests;

/// <summary>One issuer, one API that trusts it, one clock for both.</summary>
public abstract class ApiTest : IAsyncLifetime
{
    protected TestClock Clock { get; } = new();
    protected TestIssuer Issuer { get; private set; } = null!;
    protected TestApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Issuer = await TestIssuer.Start(Clock);
        Api = await TestApi.Start(Issuer.Url, Clock);
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
