using Deque.AxeCore.Commons;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests;

/// <summary>Okta's own clients, and the strictest of others, unchanged, against the real server: the scripts of tests/foreign. Contract §9.</summary>
public sealed class ForeignClientsTests(DevServer server) : IClassFixture<DevServer>, IClassFixture<ForeignClients>
{
    [Theory]
    [InlineData("decoupled")]                                          // RFC 8628 §3.1, CIBA Core §7
    [InlineData("dpop")]                                               // RFC 9449 §4.3, contract §2.15
    [InlineData("exchange")]                                           // RFC 8693 §2, contract §2.11
    [InlineData("oauth4webapi")]
    [InlineData("okta-auth-js")]
    [InlineData("okta-auth-js-idx")]                                   // contract §4
    [InlineData("okta-browser")]                                       // contract §4, §9.1: okta-auth-js and okta-react in Chromium
    [InlineData("okta-jwt-verifier")]
    [InlineData("okta-oidc-middleware")]
    [InlineData("okta-sdk-nodejs")]                                    // contract §9.1
    [InlineData("okta-sdk-nodejs-whole")]
    [InlineData("okta-signin-widget")]                                 // contract §4
    [InlineData("openid-client")]
    [InlineData("requests")]                                           // RFC 9126 §2, RFC 9101 §4, RFC 7523 §2.2
    [InlineData("signed")]                                             // RFC 9101 §10.5, RFC 9701 §5
    [InlineData("traps")]                                              // contract §11
    public async Task A_client_runs_unchanged(string script) => (await ForeignClients.Run(script + ".test.js", server)).ShouldEnd(0);

    [Theory]                                                           // contract §9.1
    [InlineData("classic"), InlineData("second"), InlineData("third")]
    [Trait("Speed", "slow")]
    public async Task The_widget_of_each_generation_runs_unchanged(string generation) =>
        (await ForeignClients.Run("okta-signin-widget-generations.test.js", server, ("LATCHKEY_GENERATION", generation))).ShouldEnd(0);
}

/// <summary>Okta's widget on the sign-in page itself, of an org with a host of its own. Contract §8.1, decision 0041.</summary>
[Trait("Speed", "slow")]
public sealed class HostedWidgetTests(ScriptedDevServer server) : IClassFixture<ScriptedDevServer>, IClassFixture<ForeignClients>
{
    [Theory]
    [InlineData("classic"), InlineData("second"), InlineData("third")]
    public async Task The_widget_of_each_generation_runs_unchanged(string generation)
    {
        var axe = Path.Combine(Path.GetDirectoryName(server.FactsPath)!, "axe.js");
        await File.WriteAllTextAsync(axe, new BundledAxeScriptProvider().GetScript());
        (await ForeignClients.Run("okta-signin-widget-hosted.test.js", server,
            ("LATCHKEY_OWN_ORG", "1"), ("LATCHKEY_AXE", axe), ("LATCHKEY_GENERATION", generation))).ShouldEnd(0);
    }
}

/// <summary>The same over https, where cookies are Secure and proofs name other addresses. The clients trust the development authority; none is told to look away.</summary>
public sealed class ForeignClientsOverHttpsTests(SecureDevServer server) : IClassFixture<SecureDevServer>, IClassFixture<ForeignClients>
{
    [Theory]                                                           // contract §6.3
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
    [InlineData("signed")]
    public async Task A_client_runs_unchanged(string script) => (await ForeignClients.Run(script + ".test.js", server)).ShouldEnd(0);
}

/// <summary>Clients in other languages that Debian packages, unchanged, against the real server: the scripts of tests/debian.</summary>
public sealed class DebianClientsTests(DevServer server) : IClassFixture<DevServer>
{
    [Theory]
    [InlineData("apache")]                                             // mod_auth_openidc 2.4
    [InlineData("authlib")]
    [InlineData("oidc_agent")]                                         // RFC 8628 §3.4
    public async Task A_client_runs_unchanged(string script) => (await DebianClients.Run(script + "_test.py", server)).ShouldEnd(0);
}

/// <summary>The same over https, with the development authority as the one they trust.</summary>
public sealed class DebianClientsOverHttpsTests(SecureDevServer server) : IClassFixture<SecureDevServer>
{
    [Theory]
    [InlineData("apache")]
    [InlineData("authlib")]
    [InlineData("oidc_agent")]
    public async Task A_client_runs_unchanged(string script) => (await DebianClients.Run(script + "_test.py", server)).ShouldEnd(0);
}
