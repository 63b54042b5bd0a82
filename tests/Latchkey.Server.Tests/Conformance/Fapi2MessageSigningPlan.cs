using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>fapi2-message-signing-final-test-plan with openid=openid_connect: all of the security profile with signed requests and signed answers, and what may be wrong with a request object.</summary>
public sealed class Fapi2MessageSigningPlan(OrgFixture fixture) : Fapi2OpenIdModules(fixture, signed: true)
{
    private async Task Refused(params (string Name, JsonNode? Value)[] changes)
    {
        var client = await Client();
        (await client.PushObject(client.ObjectOf(client.Request(), changes))).ShouldRefuse("invalid_request_object");
    }

    private static async Task Accepted(Fapi2Client client, params (string Name, JsonNode? Value)[] changes)
    {
        var request = client.Request();
        var pushed = await client.PushObject(client.ObjectOf(request, changes));
        pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
        client.ShouldHaveCode(await client.Visit(pushed["request_uri"]!), request["state"]);
    }

    private long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-with-multiple-aud-succeeds
    public async Task Ensure_request_object_with_multiple_aud_succeeds() => await Accepted(await Client(), ("aud", new JsonArray("https://other.example", Org.Issuer)));

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-with-nbf-8-seconds-in-the-future-is-accepted
    public async Task Ensure_request_object_with_nbf_8_seconds_in_the_future_is_accepted() => await Accepted(await Client(), ("nbf", Now + 8));

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-without-exp-fails
    public Task Ensure_request_object_without_exp_fails() => Refused(("exp", null));

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-without-nbf-fails
    public Task Ensure_request_object_without_nbf_fails() => Refused(("nbf", null));

    [Fact]                                                             // fapi2-security-profile-final-ensure-expired-request-object-fails
    public Task Ensure_expired_request_object_fails() => Refused(("nbf", Now - 600), ("exp", Now - 300));

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-with-bad-aud-fails
    public Task Ensure_request_object_with_bad_aud_fails() => Refused(("aud", Org.Issuer + "/other"));

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-with-exp-over-60-fails
    public Task Ensure_request_object_with_exp_over_60_fails() => Refused(("nbf", Now), ("exp", Now + (70 * 60)));

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-with-nbf-over-60-fails
    public Task Ensure_request_object_with_nbf_over_60_fails() => Refused(("nbf", Now - (70 * 60)), ("exp", Now + 60));

    [Fact]                                                             // fapi2-security-profile-final-ensure-signed-request-object-with-RS256-fails
    public async Task Ensure_signed_request_object_with_RS256_fails()
    {
        using var key = new AppKey("RS256", Rules.Letters(8));
        var client = await Client(algorithm: "PS256");
        client.SignsWith = claims => key.Sign(claims);
        (await client.Push(client.Request())).ShouldRefuse("invalid_request_object");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-signature-algorithm-is-not-none
    public async Task Ensure_request_object_signature_algorithm_is_not_none()
    {
        var client = await Client();
        client.SignsWith = claims => $"{Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.";
        (await client.Push(client.Request())).ShouldRefuse("invalid_request_object");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-request-object-with-invalid-signature-fails
    public async Task Ensure_request_object_with_invalid_signature_fails()
    {
        using var stranger = new AppKey("ES256", Rules.Letters(8));
        var client = await Client();
        client.SignsWith = claims => stranger.Sign(claims);
        (await client.Push(client.Request())).ShouldRefuse("invalid_request_object");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-matching-key-in-authorization-request
    public async Task Ensure_matching_key_in_authorization_request()
    {
        var (client, other) = (await Client(), await Client());
        client.SignsWith = claims => other.App.Key.Sign(claims);
        (await client.Push(client.Request())).ShouldRefuse("invalid_request_object");
    }

    [Fact]                                                             // fapi2-security-profile-final-ensure-unsigned-request-at-par-endpoint-fails
    public async Task Ensure_unsigned_request_at_par_endpoint_fails()
    {
        var client = await Client();
        (await client.Post("par", client.Request(), proven: false)).ShouldRefuse("invalid_request", "invalid_request_object");
    }
}
