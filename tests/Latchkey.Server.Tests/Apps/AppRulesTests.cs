using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Apps;

/// <summary>The rules of apps stand in one place: whoever asks is refused for the same reason, each in its own words. Contract §3.1, RFC 7591 §3.2.2.</summary>
public sealed class AppRulesTests(OrgFixture fixture) : OrgTest(fixture)
{
    public static TheoryData<string, string> Broken => new()
    {
        { "redirect_uris", """{ "redirect_uris": ["javascript:alert(1)", "https://app.example/cb#top"] }""" },
        { "redirect_uris", """{ "redirect_uris": [] }""" },
        { "redirect_uris", """{ "redirect_uris": "https://app.example/cb" }""" },
        { "post_logout_redirect_uris", """{ "post_logout_redirect_uris": ["callback"] }""" },
        { "grant_types", """{ "grant_types": ["refresh_token"] }""" },
        { "grant_types", """{ "grant_types": ["urn:example:unknown"] }""" },
        { "response_types", """{ "response_types": ["token"] }""" },
        { "rotation_type", """{ "refresh_token": { "rotation_type": "SOMETIMES" } }""" },
        { "leeway", """{ "refresh_token": { "leeway": 61 } }""" },
        { "logo_uri", """{ "logo_uri": "ftp://app.example/logo.png" }""" },
        { "initiate_login_uri", """{ "initiate_login_uri": "app.example" }""" },
        { "frontchannel_logout_uri", """{ "participate_slo": true }""" },
        { "frontchannel_logout_uri", """{ "frontchannel_logout_uri": "https://other.example/out" }""" },
        { "frontchannel_logout_uri", """{ "redirect_uris": ["https://app.example/cb"], "frontchannel_logout_uri": "https://app.example:8443/out" }""" },
        { "frontchannel_logout_uri", """{ "redirect_uris": ["https://app.example/cb"], "frontchannel_logout_uri": "https://app.example.evil.example/out" }""" },
        { "backchannel_token_delivery_mode", """{ "backchannel_token_delivery_mode": "push" }""" },
        { "subject_type", """{ "subject_type": "pairwise" }""" },
        { "profile", """{ "profile": "fapi1" }""" },
        { "token_endpoint_auth_method", """{ "profile": "fapi2" }""" },
        { "jwks", """{ "jwks": {} }""" },
        { "request_uris", """{ "request_uris": ["http://app.example/request"] }""" },
        { "request_object_signing_alg", """{ "request_object_signing_alg": "none" }""" },
        { "id_token_signed_response_alg", """{ "id_token_signed_response_alg": "HS256" }""" },
        { "dpop_bound_access_tokens", """{ "dpop_bound_access_tokens": "yes" }""" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_rule_is_broken_for_everybody(string field, string client)
    {
        var body = ApiCalls.NewApp("web", JsonNode.Parse(client)!.AsObject());
        var broken = Should.Throw<RuleException>(() => AppDraft.Of(AppDocument.Read(body), development: true));
        broken.Field.ShouldBe(field);

        var refused = await Org.Post("/apps", body);
        refused.ShouldBeRefused(400, "E0000001");
        refused["errorSummary"].ShouldBe($"Api validation failed: {field}");
        refused.Object["errorCauses"]!.AsArray().Select(cause => cause!["errorSummary"]!.ToString()).ShouldBe(broken.Sentences);

        var metadata = body["settings"]!["oauthClient"]!.DeepClone().AsObject();
        metadata["client_name"] = "Quickstart";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth2/v1/clients") { Content = new StringContent(metadata.ToJsonString(), null, "application/json") };
        var registration = await TestAnswer.Of(await Org.Api.SendAsync(request));
        registration.Status.ShouldBe(HttpStatusCode.BadRequest, registration.Text);
        registration["error"].ShouldBe(field == "redirect_uris" ? "invalid_redirect_uri" : "invalid_client_metadata");
        registration["error_description"].ShouldBe(Parameters.Printable(string.Join("; ", broken.Sentences)));
    }

    /// <summary>Whoever changes a part begins with what the app is: nothing of it may be lost on the way.</summary>
    [Theory]
    [InlineData("native", "{}")]
    [InlineData("browser", """{ "consent_method": "REQUIRED", "groups_claim": { "type": "FILTER", "name": "groups", "value": "eng", "filter_type": "STARTS_WITH" } }""")]
    [InlineData("service", "{}")]
    [InlineData("web", """
        {
          "grant_types": ["authorization_code", "refresh_token", "implicit"], "response_types": ["code", "id_token"],
          "redirect_uris": ["https://app.example/a", "https://app.example/b"], "post_logout_redirect_uris": ["https://app.example/"],
          "client_uri": "https://app.example/", "logo_uri": "https://app.example/l.png", "tos_uri": "https://app.example/t", "policy_uri": "https://app.example/p",
          "initiate_login_uri": "https://app.example/login", "issuer_mode": "ORG_URL", "refresh_token": { "rotation_type": "ROTATE", "leeway": 7 },
          "dpop_bound_access_tokens": true, "require_pushed_authorization_requests": true, "require_signed_request_object": true,
          "request_object_signing_alg": "PS384", "backchannel_token_delivery_mode": "poll", "request_uris": ["https://app.example/r"], "jwks_uri": "https://app.example/jwks",
          "groups_claim": { "type": "EXPRESSION", "name": "groups", "value": "user.login" }, "participate_slo": true,
          "frontchannel_logout_uri": "https://app.example/f", "frontchannel_logout_session_required": true,
          "backchannel_logout_uri": "https://app.example/k", "backchannel_logout_session_required": true,
          "id_token_signed_response_alg": "RS256", "userinfo_signed_response_alg": "RS256", "authorization_signed_response_alg": "RS256",
          "introspection_signed_response_alg": "RS256"
        }
        """)]
    public async Task What_an_app_is_can_be_proposed_again(string type, string client)
    {
        var body = ApiCalls.NewApp(type, JsonNode.Parse(client)!.AsObject(), new JsonObject { ["autoKeyRotation"] = false, ["pkce_required"] = true });
        body["settings"]!["notes"] = new JsonObject { ["admin"] = "Ask Ada first.", ["enduser"] = null };
        body["visibility"] = new JsonObject { ["hide"] = new JsonObject { ["web"] = false } };
        body["accessibility"] = new JsonObject { ["errorRedirectUrl"] = "https://app.example/error" };
        body["profile"] = new JsonObject { ["team"] = "blue" };
        body["credentials"]!["userNameTemplate"] = new JsonObject { ["template"] = "${source.email}", ["type"] = "BUILT_IN" };
        var created = (await Org.Post("/apps", body)).ShouldSucceed();
        foreach (var (name, value) in JsonNode.Parse(client)!.AsObject()) created.Object["settings"]!["oauthClient"]![name]!.ToJsonString().ShouldBe(value!.ToJsonString());

        var org = (await Org.Services.GetRequiredService<Core.Orgs.OrgDirectory>().Default(default))!;
        var app = (await Org.Services.GetRequiredService<Core.Clients.Apps>().Find(org.Id, created.Id, default))!;
        AppDraft.Of(AppProposal.Of(app), development: true, app).Document.ToJsonString().ShouldBe(app.Document.ToJsonString());
    }

    [Theory, InlineData("7"), InlineData("\"x\""), InlineData("{}"), InlineData("[\"openid\"]")]      // contract §3.1; §3.0, wrong types
    public async Task What_an_app_would_be_begun_with_is_nothing(string scopes)
    {
        var client = new JsonObject { ["idp_initiated_login"] = new JsonObject { ["mode"] = "DISABLED", ["default_scope"] = JsonNode.Parse(scopes) } };
        (await Org.Post("/apps", ApiCalls.NewApp("web", client))).ShouldBeRefused(400, "E0000001", "default_scope");
    }

    [Fact]                                                             // OpenID Connect CIBA Core §4
    public async Task How_an_app_hears_of_a_decoupled_sign_in_is_told_as_it_was_said()
    {
        var client = new JsonObject { ["backchannel_token_delivery_mode"] = "poll" };
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web", client))).ShouldSucceed();
        app["settings.oauthClient.backchannel_token_delivery_mode"].ShouldBe("poll");
        (await Org.CallRaw(HttpMethod.Get, $"{Org.Url}/oauth2/v1/clients/{app.Id}", null)).Object["backchannel_token_delivery_mode"]!.GetValue<string>().ShouldBe("poll");
    }
}
