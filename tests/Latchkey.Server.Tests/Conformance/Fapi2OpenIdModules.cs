namespace Latchkey.Server.Tests.Conformance;

/// <summary>What only openid=openid_connect has beside them.</summary>
public abstract class Fapi2OpenIdModules(OrgFixture fixture, bool signed) : Fapi2Modules(fixture, openid: true, signed)
{
    private async Task Succeeds(string? nonce)
    {
        var client = await Client();
        await client.ShouldBeLetIn((await client.Tokens(client.Request(("nonce", nonce)))).AccessToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-authorization-request-without-nonce-success
    public Task Ensure_authorization_request_without_nonce_success() => Succeeds(null);

    [Fact]                                                             // fapi2-security-profile-final-ensure-authorization-request-with-64-char-nonce-success
    public Task Ensure_authorization_request_with_64_char_nonce_success() => Succeeds(Rules.Letters(64));

    [Fact]                                                             // fapi2-security-profile-final-ensure-authorization-request-with-long-nonce
    public Task Ensure_authorization_request_with_long_nonce() => Succeeds(Rules.Letters(384));

    [Fact]                                                             // fapi2-security-profile-final-ensure-other-scope-order-succeeds
    public async Task Ensure_other_scope_order_succeeds()
    {
        var client = await Client("orders:read openid");
        await client.ShouldBeLetIn((await client.Tokens()).AccessToken);
        client = await Client("openid orders:read");
        await client.ShouldBeLetIn((await client.Tokens()).AccessToken);
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-different-nonce-inside-and-outside-request-object
    public async Task Ensure_different_nonce_inside_and_outside_request_object()
    {
        var client = await Client();
        var request = client.Request();
        var code = client.ShouldHaveCode(await client.Visit(await client.Pushed(request), "&nonce=outside"), request["state"]);
        await client.ShouldBeTokens(await client.Redeem(code), request["nonce"]);
    }

    [Fact]                                                             // fapi2-security-profile-final-test-claims-parameter-identity-claims
    public async Task Test_claims_parameter_identity_claims()
    {
        var client = await Client();
        var tokens = await client.Redeem(await client.Code(client.Request(("claims", """{"id_token":{"given_name":null,"email":{"essential":true}},"userinfo":{"name":null}}"""))));
        tokens.ShouldBeTokens("DPoP");
        tokens.ClaimsOf("id_token")["given_name"].ShouldNotBeNull();
        tokens.ClaimsOf("id_token")["email"].ShouldNotBeNull();
        (await client.Ask(tokens.AccessToken)).Text.ShouldContain("\"name\"");
    }
}
