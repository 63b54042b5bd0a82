using Latchkey.Tests.Kit;

namespace Latchkey.Tests;

/// <summary>Okta's own clients, and the strictest of others, unchanged, against the real server: the scripts of tests/foreign. Contract §9.</summary>
public sealed class ForeignClientsTests(DevServer server) : IClassFixture<DevServer>, IClassFixture<ForeignClients>
{
    [Theory]
    [InlineData("oauth4webapi")]
    [InlineData("okta-auth-js")]
    [InlineData("okta-jwt-verifier")]
    [InlineData("okta-oidc-middleware")]
    [InlineData("okta-sdk-nodejs")]
    [InlineData("openid-client")]
    [InlineData("traps")]                                              // contract §11
    public async Task A_client_runs_unchanged(string script) => (await ForeignClients.Run(script + ".test.js", server.FactsPath)).ShouldEnd(0);
}
