using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>oidcc-backchannel-rp-initiated-logout-certification-test-plan. oidc-checks §5.</summary>
public sealed class BackchannelPlan(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // oidcc-backchannel-logout-discovery-endpoint-verification
    public async Task Oidcc_backchannel_logout_discovery_endpoint_verification()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"https://localhost:{settings.BaseUrl.Port}") });
        var metadata = await ConfigPlan.Discovered(org, org.Issuer);
        metadata["backchannel_logout_supported"]!.GetValue<bool>().ShouldBeTrue();
        metadata["backchannel_logout_session_supported"]!.GetValue<bool>().ShouldBeTrue();
        metadata.ContainsKey("end_session_endpoint").ShouldBeTrue();
    }

    [Fact]                                                             // oidcc-backchannel-rp-initiated-logout
    public async Task Oidcc_backchannel_rp_initiated_logout()
    {
        await using var receiver = await LogoutReceiver.Start();
        using var suite = await Suite.StartDynamic(Org, new JsonObject
        {
            ["backchannel_logout_uri"] = receiver.Uri, ["backchannel_logout_session_required"] = true, ["post_logout_redirect_uris"] = new JsonArray(RpInitiatedLogoutPlan.Back),
        });
        var flow = await suite.Flow();
        var state = Rules.LongState();
        (await RpInitiatedLogoutPlan.LogOut(suite, ("id_token_hint", flow.Tokens.IdToken), ("post_logout_redirect_uri", RpInitiatedLogoutPlan.Back), ("state", state))).Location.ShouldBe($"{RpInitiatedLogoutPlan.Back}?state={Uri.EscapeDataString(state)}");

        var form = await receiver.Next();
        form.Keys.ShouldBe(["logout_token"]);
        var claims = Rules.Part(form["logout_token"], 1);
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(form["logout_token"], new()
        {
            ValidIssuer = suite.Endpoint("issuer"), ValidAudience = suite.Client.Id, IssuerSigningKeys = suite.Keys.GetSigningKeys(), ValidateLifetime = false,
        });
        read.IsValid.ShouldBeTrue(read.Exception?.Message);
        claims["iat"]!.GetValue<long>().ShouldBeInRange(Clock.GetUtcNow().ToUnixTimeSeconds() - 86_400, Clock.GetUtcNow().ToUnixTimeSeconds());
        claims["jti"]!.GetValue<string>().ShouldNotBeEmpty();
        claims["events"]!.ToJsonString().ShouldBe("""{"http://schemas.openid.net/event/backchannel-logout":{}}""");
        claims.ContainsKey("nonce").ShouldBeFalse();
        claims["sub"]!.GetValue<string>().ShouldBe(flow.IdToken["sub"]!.GetValue<string>());
        claims["sid"]!.GetValue<string>().ShouldBe(flow.IdToken["sid"]!.GetValue<string>());
        await RpInitiatedLogoutPlan.ShouldBeSignedOut(suite);
        await suite.Unregister();
    }
}
