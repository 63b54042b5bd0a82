using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>oidcc-config-certification-test-plan, at an org whose address is https as the suite demands. oidc-checks §2.</summary>
public sealed class ConfigPlan : IAsyncLifetime
{
    /// <summary>Members of provider metadata with a meaning in a specification, by the shape of their value. Others are a warning each.</summary>
    private static readonly (Func<JsonNode, bool> Shape, string[] Names)[] Known =
    [
        (node => Uri.TryCreate(Text(node), UriKind.Absolute, out _),
            ["issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "registration_endpoint", "end_session_endpoint", "introspection_endpoint", "revocation_endpoint",
             "device_authorization_endpoint", "backchannel_authentication_endpoint", "pushed_authorization_request_endpoint"]),
        (node => node is JsonArray { Count: > 0 } list && list.All(one => Text(one) is { Length: > 0 }),
            ["response_types_supported", "response_modes_supported", "grant_types_supported", "subject_types_supported", "scopes_supported", "claims_supported", "acr_values_supported", "prompt_values_supported",
             "id_token_signing_alg_values_supported", "userinfo_signing_alg_values_supported", "request_object_signing_alg_values_supported", "dpop_signing_alg_values_supported",
             "token_endpoint_auth_methods_supported", "token_endpoint_auth_signing_alg_values_supported", "introspection_endpoint_auth_methods_supported", "introspection_endpoint_auth_signing_alg_values_supported",
             "revocation_endpoint_auth_methods_supported", "revocation_endpoint_auth_signing_alg_values_supported", "code_challenge_methods_supported", "ui_locales_supported", "claims_locales_supported", "display_values_supported",
             "claim_types_supported", "backchannel_token_delivery_modes_supported", "backchannel_authentication_request_signing_alg_values_supported",
             "authorization_signing_alg_values_supported", "introspection_signing_alg_values_supported"]),
        (node => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            ["request_parameter_supported", "request_uri_parameter_supported", "require_request_uri_registration", "claims_parameter_supported", "authorization_response_iss_parameter_supported",
             "require_pushed_authorization_requests", "backchannel_logout_supported", "backchannel_logout_session_supported", "frontchannel_logout_supported", "frontchannel_logout_session_supported",
             "backchannel_user_code_parameter_supported"]),
    ];

    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync(settings => settings with { BaseUrl = new Uri($"https://localhost:{settings.BaseUrl.Port}") });

    public Task DisposeAsync() => org.DisposeAsync().AsTask();

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>What stands in front of the server in production takes https and passes on http; this is what it passes on.</summary>
    internal static async Task<TestAnswer> Get(TestOrg org, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address.Replace("https://", "http://", StringComparison.Ordinal)));
        return await TestAnswer.Of(await org.Http.SendAsync(request));
    }

    /// <summary>What the plan asks of any metadata.</summary>
    internal static async Task<JsonObject> Discovered(TestOrg org, string issuer, string wellKnown = "/.well-known/openid-configuration")
    {
        var address = issuer + wellKnown;
        address.ShouldStartWith("https://");
        var answer = await Get(org, address);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Headers["Content-Type"].ShouldStartWith("application/json");
        var metadata = answer.Json;
        metadata["issuer"]!.GetValue<string>().ShouldBe(issuer);
        foreach (var (name, value) in metadata)
        {
            var (shape, names) = Known.SingleOrDefault(one => one.Names.Contains(name));
            names.ShouldNotBeNull($"{name} is no member of any specification");
            shape!(value!).ShouldBeTrue(name);
            if (name.EndsWith("_endpoint", StringComparison.Ordinal) || name is "jwks_uri" or "issuer") Text(value)!.ShouldStartWith("https://", Case.Sensitive, name);
            if (name.EndsWith("_locales_supported", StringComparison.Ordinal)) foreach (var tag in Suite.Texts(metadata, name)) CultureInfo.GetCultureInfo(tag).Name.ShouldBe(tag);
        }
        new Uri(issuer).Query.ShouldBeEmpty();
        new Uri(issuer).Fragment.ShouldBeEmpty();
        foreach (var scope in Suite.Texts(metadata, "scopes_supported")) scope.ShouldAllBe(letter => letter == 0x21 || (letter >= 0x23 && letter <= 0x5b) || (letter >= 0x5d && letter <= 0x7e));
        Suite.Texts(metadata, "code_challenge_methods_supported").ShouldContain("S256");
        Rules.ShouldBeJwks((await Get(org, Text(metadata["jwks_uri"])!)).Text);
        return metadata;
    }

    /// <summary>What it asks of an OpenID provider.</summary>
    internal static void ShouldBeOpenId(JsonObject metadata)
    {
        foreach (var name in (string[])["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "registration_endpoint"]) metadata.ContainsKey(name).ShouldBeTrue(name);
        Suite.Texts(metadata, "response_types_supported").ShouldContain("code");
        Suite.Texts(metadata, "subject_types_supported").ShouldBe(["public"]);
        Suite.Texts(metadata, "id_token_signing_alg_values_supported").ShouldContain("RS256");
        Suite.Texts(metadata, "request_object_signing_alg_values_supported").ShouldContain("RS256");
        Suite.Texts(metadata, "scopes_supported").ShouldContain("openid");
        Suite.Texts(metadata, "claims_supported").ShouldContain("sub");
    }

    [Fact]                                                             // oidcc-discovery-endpoint-verification
    public async Task Oidcc_discovery_endpoint_verification()
    {
        foreach (var issuer in (string[])[org.Issuer, org.Url]) ShouldBeOpenId(await Discovered(org, issuer));
    }
}
