using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Discovery;

/// <summary>
/// Strict parsers refuse a whole document for one value they do not know. So every list that one of them takes for closed
/// holds registered values alone, in each document and for each client. OpenID Connect Discovery §3, RFC 8414 §2, IANA's registries.
/// </summary>
public sealed class RegisteredValuesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Signatures = "HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512 PS256 PS384 PS512 ES256K EdDSA Ed25519 Ed448";
    private const string Methods = "client_secret_post client_secret_basic client_secret_jwt private_key_jwt tls_client_auth self_signed_tls_client_auth none";

    /// <summary>
    /// The members of IANA's registry "OAuth Authorization Server Metadata" and of OpenID Connect's specifications. A list's
    /// values are those of the registry its specification names; no values: the list is open, and parsers take it for that.
    /// </summary>
    private static readonly Dictionary<string, (JsonValueKind Kind, string? Values)> Members = new()
    {
        ["issuer"] = Text, ["authorization_endpoint"] = Text, ["token_endpoint"] = Text, ["jwks_uri"] = Text, ["registration_endpoint"] = Text, ["userinfo_endpoint"] = Text,
        ["revocation_endpoint"] = Text, ["introspection_endpoint"] = Text, ["device_authorization_endpoint"] = Text, ["pushed_authorization_request_endpoint"] = Text,
        ["backchannel_authentication_endpoint"] = Text, ["end_session_endpoint"] = Text, ["service_documentation"] = Text, ["op_policy_uri"] = Text, ["op_tos_uri"] = Text,
        ["scopes_supported"] = Open, ["claims_supported"] = Open, ["acr_values_supported"] = Open, ["ui_locales_supported"] = Open, ["claims_locales_supported"] = Open,
        // OAuth 2.0 Multiple Response Types §3 to §5; the registry "OAuth Authorization Endpoint Response Types"
        ["response_types_supported"] = (JsonValueKind.Array, "code token id_token none code+token code+id_token id_token+token code+id_token+token"),
        // Multiple Response Types §2.1, Form Post Response Mode §2, JARM §2.3. Okta sends its own as well, and every parser takes the list for open.
        ["response_modes_supported"] = (JsonValueKind.Array, "query fragment form_post query.jwt fragment.jwt form_post.jwt jwt okta_post_message"),
        // RFC 7591 §2, RFC 7523 §2.1, RFC 8628 §3.4, RFC 8693 §2.1, CIBA Core §4
        ["grant_types_supported"] = (JsonValueKind.Array, "authorization_code implicit refresh_token password client_credentials urn:ietf:params:oauth:grant-type:jwt-bearer urn:ietf:params:oauth:grant-type:saml2-bearer urn:ietf:params:oauth:grant-type:device_code urn:ietf:params:oauth:grant-type:token-exchange urn:openid:params:grant-type:ciba"),
        // OpenID Connect Core §3.1.2.1, Initiating User Registration §5: Nimbus knows these and stops at any other
        ["prompt_values_supported"] = (JsonValueKind.Array, "none login consent select_account create"),
        ["subject_types_supported"] = (JsonValueKind.Array, "public pairwise"),
        ["code_challenge_methods_supported"] = (JsonValueKind.Array, "S256 plain"),
        ["display_values_supported"] = (JsonValueKind.Array, "page popup touch wap"), ["claim_types_supported"] = (JsonValueKind.Array, "normal aggregated distributed"),
        ["backchannel_token_delivery_modes_supported"] = (JsonValueKind.Array, "poll ping push"),
        ["token_endpoint_auth_methods_supported"] = (JsonValueKind.Array, Methods), ["introspection_endpoint_auth_methods_supported"] = (JsonValueKind.Array, Methods), ["revocation_endpoint_auth_methods_supported"] = (JsonValueKind.Array, Methods),
        ["id_token_signing_alg_values_supported"] = Signed, ["userinfo_signing_alg_values_supported"] = Signed, ["request_object_signing_alg_values_supported"] = Signed, ["dpop_signing_alg_values_supported"] = Signed,
        ["token_endpoint_auth_signing_alg_values_supported"] = Signed, ["introspection_endpoint_auth_signing_alg_values_supported"] = Signed, ["revocation_endpoint_auth_signing_alg_values_supported"] = Signed,
        ["backchannel_authentication_request_signing_alg_values_supported"] = Signed, ["authorization_signing_alg_values_supported"] = Signed, ["introspection_signing_alg_values_supported"] = Signed,
        ["request_parameter_supported"] = Flag, ["request_uri_parameter_supported"] = Flag, ["require_request_uri_registration"] = Flag, ["claims_parameter_supported"] = Flag, ["require_signed_request_object"] = Flag,
        ["require_pushed_authorization_requests"] = Flag, ["authorization_response_iss_parameter_supported"] = Flag, ["backchannel_user_code_parameter_supported"] = Flag,
        ["backchannel_logout_supported"] = Flag, ["backchannel_logout_session_supported"] = Flag, ["frontchannel_logout_supported"] = Flag, ["frontchannel_logout_session_supported"] = Flag,
    };

    /// <summary>What clients insist on: members of every document they read, and values that must be among those of a list.</summary>
    public static TheoryData<string, string, string> Readers => new()
    {
        // okta-mobile-swift 2.1.4, okta-oidc-ios 3.11.7 and AppAuth-iOS 2.1.0: decoding fails for want of one
        { "Swift and AppAuth", "openid-configuration", "issuer authorization_endpoint token_endpoint jwks_uri response_types_supported=code subject_types_supported=public id_token_signing_alg_values_supported=RS256" },
        // okta-oidc-android 1.3.4 reads either document
        { "okta-oidc-android", "openid-configuration", "issuer authorization_endpoint token_endpoint jwks_uri end_session_endpoint introspection_endpoint revocation_endpoint registration_endpoint userinfo_endpoint" },
        { "okta-oidc-android", "oauth-authorization-server", "issuer authorization_endpoint token_endpoint jwks_uri end_session_endpoint introspection_endpoint revocation_endpoint registration_endpoint" },
        // okta-mobile-kotlin 1.2.1 to 3.0.0
        { "Kotlin", "openid-configuration", "issuer token_endpoint jwks_uri" },
        // Nimbus, and so Spring Security and pac4j
        { "Nimbus", "openid-configuration", "issuer authorization_endpoint jwks_uri subject_types_supported=public id_token_signing_alg_values_supported=RS256" },
        { "Nimbus", "oauth-authorization-server", "issuer" },
        // okta-spring-boot 3.1: without it the issuer is taken for another maker's
        { "okta-spring-boot", "openid-configuration", "introspection_endpoint" },
        // okta-auth-js refuses PKCE without it
        { "okta-auth-js", "openid-configuration", "code_challenge_methods_supported=S256" },
        { "okta-jwt-verifier-golang", "openid-configuration", "issuer jwks_uri" },
        { "okta-jwt-verifier-golang", "oauth-authorization-server", "issuer jwks_uri" },
        // the conformance suite, for services
        { "conformance suite", "openid-configuration", "grant_types_supported=client_credentials" },
        { "conformance suite", "oauth-authorization-server", "grant_types_supported=client_credentials" },
    };

    /// <summary>What readers of key lists make of a key: the members it must have, and those that they know; a key with another one spoils the list.</summary>
    private static readonly (string Reader, string Needed, string? Known)[] KeyReaders =
    [
        ("okta-mobile-kotlin 1.x, 2.x", "kid use kty e n", null),
        ("okta-mobile-kotlin 3.x", "kid use kty", null),
        ("okta-mobile-swift", "kty use", null),
        ("okta-jwt-verifier-java 0.5", "kid use kty e n", "kty alg kid use e n"),
        ("okta-jwt-verifier-golang", "kid kty alg", null),
        ("@okta/jwt-verifier", "kid kty alg e n", null),
    ];

    private static (JsonValueKind, string?) Text => (JsonValueKind.String, null);
    private static (JsonValueKind, string?) Flag => (JsonValueKind.True, null);
    private static (JsonValueKind, string?) Open => (JsonValueKind.Array, null);
    private static (JsonValueKind, string?) Signed => (JsonValueKind.Array, Signatures);

    private static readonly string[] Kinds = ["openid-configuration", "oauth-authorization-server"];

    /// <summary>Every address of a kind of document, for everybody and for a client.</summary>
    private static IEnumerable<string> Addresses(TestOrg org, string kind, string server) =>
        from address in (string[])[$"/.well-known/{kind}", $"/oauth2/default/.well-known/{kind}", $"/.well-known/{kind}/oauth2/default", $"/oauth2/{server}/.well-known/{kind}", $"/.well-known/{kind}/oauth2/{server}"]
        from client in (string?[])[null, org.NativeApp.ClientId, org.Facts.Apps.Service.ClientId]
        select client is null ? address : $"{address}?client_id={client}";

    private static async Task<string> AnotherServer(TestOrg org) =>
        (await org.SendAsync(HttpMethod.Post, "/api/v1/authorizationServers", new JsonObject { ["name"] = "Other", ["audiences"] = new JsonArray("api://other") }))["id"]!.GetValue<string>();

    private static async Task<JsonObject> Document(TestOrg org, string address)
    {
        var answer = await org.Visit(address);
        (answer.Status, answer.Headers["Content-Type"]).ShouldBe((200, "application/json"), address);
        return JsonNode.Parse(answer.Text)!.AsObject();
    }

    private static void ShouldBeRegistered(JsonObject document, string address)
    {
        foreach (var (name, value) in document)
        {
            Members.ShouldContainKey(name, $"{address}: {name} is no member of any specification");
            var (kind, values) = Members[name];
            (value!.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : value.GetValueKind()).ShouldBe(kind, $"{address}: {name}");
            if (value is not JsonArray list) continue;
            list.Count.ShouldBeGreaterThan(0, $"{address}: {name} says nothing, and is left out then");
            var said = list.Select(one => one!.GetValue<string>().Replace(' ', '+')).ToArray();
            said.ShouldBeUnique($"{address}: {name}");
            if (values is not null) said.ShouldBeSubsetOf(values.Split(' '), $"{address}: {name}");
        }
    }

    [Fact]                                                             // Nimbus: "Unknown prompt type" ends the start of every Spring application
    public async Task Every_document_holds_registered_members_and_values_alone()
    {
        var server = await AnotherServer(Org);
        foreach (var kind in Kinds)
            foreach (var address in Addresses(Org, kind, server)) ShouldBeRegistered(await Document(Org, address), address);
    }

    [Fact]                                                             // whatever an administrator turns on: sign-up, ES256, custom claims and scopes
    public async Task No_setting_makes_a_document_say_what_nobody_registered()
    {
        await using var org = await TestOrg.StartAsync();
        var server = await AnotherServer(org);
        foreach (var opened in (bool[])[true, false])
        {
            await org.SendAsync(HttpMethod.Put, "/api/v1/org/settings", new JsonObject { ["selfServiceRegistration"] = opened });
            foreach (var address in Addresses(org, Kinds[0], server)) ShouldBeRegistered(await Document(org, address), address);
        }
        await org.CreateAppAsync("native", new JsonObject { ["id_token_signed_response_alg"] = "ES256" });
        await org.SendAsync(HttpMethod.Post, $"/api/v1/authorizationServers/{server}/claims", new JsonObject { ["name"] = "https://example.com/level", ["claimType"] = "IDENTITY", ["valueType"] = "EXPRESSION", ["value"] = "7" });
        await org.SendAsync(HttpMethod.Post, $"/api/v1/authorizationServers/{server}/scopes", new JsonObject { ["name"] = "cars:drive", ["metadataPublish"] = "ALL_CLIENTS" });
        foreach (var kind in Kinds)
            foreach (var address in Addresses(org, kind, server)) ShouldBeRegistered(await Document(org, address), address);
    }

    [Theory, MemberData(nameof(Readers))]                              // contract §1.3
    public async Task Every_reader_finds_what_it_insists_on(string reader, string kind, string needed)
    {
        var server = await AnotherServer(Org);
        foreach (var address in Addresses(Org, kind, server))
        {
            var document = await Document(Org, address);
            foreach (var (member, value) in needed.Split(' ').Select(one => one.Split('=', 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1))))
            {
                document[member].ShouldNotBeNull($"{reader}: {member} of {address}");
                if (value is not null) document[member]!.AsArray().Select(one => one!.GetValue<string>()).ShouldContain(value, $"{reader}: {member} of {address}");
            }
        }
    }

    [Fact]                                                             // RFC 7517 §4; contract §2.9
    public async Task Every_key_list_is_read_by_every_reader()
    {
        var server = await AnotherServer(Org);
        foreach (var endpoints in (string[])["/oauth2/v1", "/oauth2/default/v1", $"/oauth2/{server}/v1"])
        {
            foreach (var query in (string[])["", "?client_id=" + Org.NativeApp.ClientId, "?client_id=" + Org.Facts.Apps.Service.ClientId])
            {
                var keys = (await Document(Org, endpoints + "/keys" + query))["keys"]!.AsArray();
                keys.Count.ShouldBe(2);                                // the one that signs, and the next
                foreach (var key in keys.Select(key => key!.AsObject()))
                {
                    foreach (var (reader, needed, known) in KeyReaders)
                    {
                        needed.Split(' ').ShouldBeSubsetOf(key.Select(member => member.Key), reader);
                        if (known is not null) key.Select(member => member.Key).ShouldBeSubsetOf(known.Split(' '), reader);
                    }
                    key.ShouldAllBe(member => member.Value!.GetValueKind() == JsonValueKind.String);
                    (key["kty"]!.ToString(), key["alg"]!.ToString(), key["use"]!.ToString()).ShouldBe(("RSA", "RS256", "sig"));
                }
            }
        }
    }
}
