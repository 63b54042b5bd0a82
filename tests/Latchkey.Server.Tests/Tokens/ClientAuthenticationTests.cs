using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>Which app is calling. RFC 6749 §2.3, §3.2.1, §5.2; contract §2.0 and §2.2. The same for each endpoint that asks.</summary>
public sealed class ClientAuthenticationTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Failed = "Client authentication failed. Either the client or the client credentials are invalid.";
    private const string WrongSecret = "The client secret supplied for a confidential client is invalid.";
    private const string UnknownId = "Invalid value for 'client_id' parameter.";
    private const string TwoCredentials = "Cannot supply multiple client credentials. Use one of the following: [client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt].";

    private string Web => Org.Facts.Apps.Web.ClientId;
    private string Secret => Org.Facts.Apps.Web.ClientSecret!;
    private string Native => Org.Facts.Apps.Native.ClientId;

    private async Task<JsonObject> Post(string body, params (string Name, string Value)[] headers)
    {
        var answer = await Org.PostForm(Org.Issuer + "/v1/introspect", body, headers);
        answer.MediaType.ShouldBe("application/json");
        answer.Headers["Cache-Control"].ShouldContain("no-store");
        var json = JsonNode.Parse(answer.Text)!.AsObject();
        json["status"] = answer.Status;
        json["challenge"] = answer.Headers.GetValueOrDefault("WWW-Authenticate");
        return json;
    }

    private static void ShouldBeRefused(JsonObject answer, string error, string description, int status = 401, bool challenged = false)
    {
        answer["error_description"]?.GetValue<string>().ShouldBe(description);
        answer["error"]?.GetValue<string>().ShouldBe(error);
        answer["status"]!.GetValue<int>().ShouldBe(status);
        (answer["challenge"] is not null).ShouldBe(challenged);        // RFC 6749 §5.2: only to who tried the Authorization header
    }

    private static void ShouldBeIn(JsonObject answer) => answer["active"].ShouldNotBeNull(answer.ToJsonString());

    [Fact]                                                             // contract §2.2
    public async Task Without_credentials_there_are_none() => ShouldBeRefused(await Post("token=x"), "invalid_client", "No client credentials found.");

    [Fact]                                                             // contract §2.0
    public async Task A_public_app_says_its_id_in_any_of_the_ways_its_clients_do()
    {
        ShouldBeIn(await Post("token=x&client_id=" + Native));
        ShouldBeIn(await Post("token=x", Asking.Basic(Native)));       // auth-js: no colon
        ShouldBeIn(await Post("token=x", Asking.Basic(Native + ":")));
        ShouldBeIn(await Post("token=x&client_id=" + Native, Asking.Basic(Native + ":")));
        ShouldBeIn(await Post("token=x&client_id=" + Native + "&client_secret="));      // an empty parameter counts as absent
        ShouldBeRefused(await Post("token=x&client_id=" + Native + "&client_secret=x"), "invalid_client", Failed);
        ShouldBeRefused(await Post("token=x", Asking.Basic(Native + ":x")), "invalid_client", Failed, challenged: true);
    }

    [Fact]                                                             // RFC 6749 §2.3.1
    public async Task A_confidential_app_proves_itself_with_its_secret()
    {
        ShouldBeIn(await Post("token=x", Asking.Basic($"{Web}:{Secret}")));
        ShouldBeIn(await Post("token=x&client_id=" + Web, Asking.Basic($"{Web}:{Secret}")));
        ShouldBeIn(await Post("token=x", ("Authorization", Asking.Basic($"{Web}:{Secret}").Value.Replace("Basic", "bAsIc", StringComparison.Ordinal))));
        ShouldBeRefused(await Post("token=x&client_id=" + Web), "invalid_client", Failed);
        ShouldBeRefused(await Post("token=x", Asking.Basic(Web)), "invalid_client", Failed, challenged: true);
        ShouldBeRefused(await Post("token=x", Asking.Basic(Web + ":")), "invalid_client", Failed, challenged: true);
        ShouldBeRefused(await Post("token=x", Asking.Basic($"{Web}:{Secret}x")), "invalid_client", WrongSecret, challenged: true);
        ShouldBeRefused(await Post("token=x", Asking.Basic($"{Web}:{Secret[..^1]}")), "invalid_client", WrongSecret, challenged: true);
        ShouldBeRefused(await Post("token=x", Asking.Basic($"{Web}: {Secret}")), "invalid_client", WrongSecret, challenged: true);
        ShouldBeRefused(await Post("token=x", Asking.Basic($"{Web}:{Secret.ToUpperInvariant()}")), "invalid_client", WrongSecret, challenged: true);
    }

    [Theory]                                                           // contract §2.0: Okta takes either from an app with a secret, and frameworks send the one they like
    [InlineData("client_secret_basic"), InlineData("client_secret_post")]
    public async Task An_app_that_sends_its_secret_sends_it_in_the_header_or_in_the_body(string method)
    {
        var app = await Created(method);
        ShouldBeIn(await Post("token=x", Asking.Basic($"{app.Id}:{app.Secret}")));
        ShouldBeIn(await Post($"token=x&client_id={app.Id}&client_secret={app.Secret}"));
        ShouldBeRefused(await Post($"token=x&client_id={app.Id}&client_secret={app.Secret}x"), "invalid_client", WrongSecret);
        ShouldBeRefused(await Post($"token=x&client_id={app.Id}&client_secret={app.Secret}", Asking.Basic($"{app.Id}:{app.Secret}")), "invalid_request", TwoCredentials);
        ShouldBeRefused(await Post("token=x&client_id=" + app.Id), "invalid_client", Failed);
    }

    [Fact]                                                             // RFC 7591 §2: whoever registered to sign with the secret never sends it
    public async Task A_secret_that_is_to_sign_proves_nothing_when_it_is_sent()
    {
        var app = await Created("client_secret_jwt");
        ShouldBeRefused(await Post("token=x", Asking.Basic($"{app.Id}:{app.Secret}")), "invalid_client", Failed, challenged: true);
        ShouldBeRefused(await Post($"token=x&client_id={app.Id}&client_secret={app.Secret}"), "invalid_client", Failed);
    }

    [Fact]                                                             // RFC 6749 §2.3: one method a request
    public async Task Two_credentials_are_one_too_many()
    {
        ShouldBeRefused(await Post($"token=x&client_id={Web}&client_secret={Secret}", Asking.Basic($"{Web}:{Secret}")), "invalid_request", TwoCredentials);
        ShouldBeRefused(await Post("token=x&client_id=" + Native, Asking.Basic($"{Web}:{Secret}")), "invalid_request", "The client_id of the Authorization header differs from the 'client_id' parameter.");
        ShouldBeRefused(await Post($"token=x&client_id={Native}&client_id={Web}"), "invalid_request", "The 'client_id' parameter must not be repeated.", 400);
    }

    [Fact]                                                             // contract §2.0
    public async Task A_secret_in_the_address_is_refused_and_an_id_there_is_not_enough()
    {
        foreach (var endpoint in (string[])["token", "introspect", "revoke"])
        {
            var answer = await Org.PostForm($"{Org.Issuer}/v1/{endpoint}?client_id={Web}&client_secret={Secret}", "token=x&grant_type=client_credentials");
            answer.Status.ShouldBe(400);
            JsonNode.Parse(answer.Text)!["error_description"]!.GetValue<string>().ShouldBe("Client credentials cannot be supplied via query parameters.");
        }
        // A confidential client has said who it is, and proven nothing.
        var token = await Org.PostForm($"{Org.Issuer}/v1/token?client_id={Web}", "grant_type=refresh_token&refresh_token=x");
        JsonNode.Parse(token.Text)!["error_description"]!.GetValue<string>().ShouldBe(Failed);
    }

    [Fact]                                                             // contract §2.2
    public async Task An_unknown_or_inactive_app_is_not_let_in()
    {
        var app = await Created("client_secret_basic");
        ShouldBeIn(await Post("token=x", Asking.Basic($"{app.Id}:{app.Secret}")));
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{app.Id}/lifecycle/deactivate");
        ShouldBeRefused(await Post("token=x", Asking.Basic($"{app.Id}:{app.Secret}")), "invalid_client", UnknownId, challenged: true);
        ShouldBeRefused(await Post("token=x&client_id=0oaUnknown"), "invalid_client", UnknownId);
        ShouldBeRefused(await Post("token=x&client_id=%00"), "invalid_request", "The request body could not be read.", 400);
        ShouldBeRefused(await Post("token=x", Asking.Basic(":" + Secret)), "invalid_client", UnknownId, challenged: true);
        ShouldBeRefused(await Post("token=x", Asking.Basic("%00:x")), "invalid_client", UnknownId, challenged: true);
    }

    [Fact]                                                             // RFC 6749 §2.3.1 and appendix B: both halves are form-urlencoded
    public async Task Basic_credentials_are_form_urlencoded()
    {
        var encoded = string.Concat(System.Text.Encoding.UTF8.GetBytes(Secret).Select(b => $"%{b:X2}"));
        ShouldBeIn(await Post("token=x", Asking.Basic($"{Web}:{encoded}")));
        ShouldBeIn(await Post("token=x", Asking.Basic($"{string.Concat(Web.Select(c => $"%{(int)c:x2}"))}:{Secret}")));
        ShouldBeRefused(await Post("token=x", Asking.Basic($"{Web}:{Uri.EscapeDataString(encoded)}")), "invalid_client", WrongSecret, challenged: true);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic /w==")]
    [InlineData("Basic gICA")]
    [InlineData("Bearer abc")]
    [InlineData("Digest username=\"x\"")]
    [InlineData("Negotiate YII=")]
    [InlineData(",")]
    public async Task A_broken_authorization_header_is_invalid_client(string header)
    {
        var answer = await Post("token=x&client_id=" + Native, ("Authorization", header));
        answer["error"]!.GetValue<string>().ShouldBe("invalid_client");
        answer["status"]!.GetValue<int>().ShouldBe(401);
    }

    private async Task<(string Id, string Secret)> Created(string method)
    {
        var created = await Org.SendAsync(HttpMethod.Post, "/api/v1/apps", new JsonObject
        {
            ["name"] = "oidc_client", ["label"] = "By " + method, ["signOnMode"] = "OPENID_CONNECT",
            ["credentials"] = new JsonObject { ["oauthClient"] = new JsonObject { ["token_endpoint_auth_method"] = method } },
            ["settings"] = new JsonObject { ["oauthClient"] = new JsonObject { ["application_type"] = "web", ["redirect_uris"] = new JsonArray("https://app.example.com/cb"), ["grant_types"] = new JsonArray("authorization_code"), ["response_types"] = new JsonArray("code") } },
        });
        var client = created["credentials"]!["oauthClient"]!;
        return (client["client_id"]!.GetValue<string>(), client["client_secret"]!.GetValue<string>());
    }
}
