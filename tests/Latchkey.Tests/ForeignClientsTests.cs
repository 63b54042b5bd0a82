using Latchkey.Tests.Kit;

namespace Latchkey.Tests;

/// <summary>Okta's own clients, and the strictest of others, unchanged, against the real server: the scripts of tests/foreign. Contract §9.</summary>
[Collection("Clients of others")]                                     // they are installed once
public sealed class ForeignClientsTests(DevServer server) : IClassFixture<DevServer>, IClassFixture<ForeignClients>
{
    [Theory]
    [InlineData("decoupled")]                                          // contract §2.9, §2.10
    [InlineData("dpop")]                                               // contract §2.15
    [InlineData("exchange")]                                           // contract §2.11
    [InlineData("oauth4webapi")]
    [InlineData("okta-auth-js")]
    [InlineData("okta-jwt-verifier")]
    [InlineData("okta-oidc-middleware")]
    [InlineData("okta-sdk-nodejs")]
    [InlineData("openid-client")]
    [InlineData("requests")]                                           // contract §2.1, §2.10
    [InlineData("traps")]                                              // contract §11
    public async Task A_client_runs_unchanged(string script) => (await ForeignClients.Run(script + ".test.js", server)).ShouldEnd(0);
}

/// <summary>The same over https, where cookies are Secure and proofs name other addresses. The clients trust the development authority; none is told to look away.</summary>
[Collection("Clients of others")]                                     // they are installed once
public sealed class ForeignClientsOverHttpsTests(SecureDevServer server) : IClassFixture<SecureDevServer>, IClassFixture<ForeignClients>
{
    [Theory]
    [InlineData("decoupled")]
    [InlineData("dpop")]
    [InlineData("exchange")]
    [InlineData("oauth4webapi")]
    [InlineData("okta-auth-js")]
    [InlineData("okta-jwt-verifier")]
    [InlineData("okta-oidc-middleware")]
    [InlineData("okta-sdk-nodejs")]
    [InlineData("openid-client")]
    [InlineData("requests")]
    public async Task A_client_runs_unchanged(string script) => (await ForeignClients.Run(script + ".test.js", server)).ShouldEnd(0);
}
