using System.Text.Json.Nodes;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Server.Tests.Tokens;

/// <summary>Why, for whoever runs the server and for developers, and not for strangers. Contract §10, pain 19.</summary>
public sealed class RefusalDetailTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Refusal = "Policy evaluation failed for this request, please check the policy configurations.";

    [Fact]                                                             // contract §2.2, §3.6; pain 19
    public async Task The_log_and_a_development_server_name_the_policy_and_rule_that_refused()
    {
        var app = Org.NativeApp with { Issuer = await OnlyForApps(Org) };
        const string detail = "The rule 'Machines' of the access policy 'Narrow' does not allow the grant type authorization_code.";
        var end = await app.SignInAsync(Org.Person);
        (end.Parameter("error"), end.Parameter("error_description"), end.Parameter("error_detail")).ShouldBe(("access_denied", Refusal, detail));
        (await Reasons(Org)).ShouldContain(detail);

        var service = new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "") { Issuer = app.Issuer };
        var answer = await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "other:scope"));
        answer.ShouldBeRefused("access_denied", "Some of the requested scopes were denied by the policy. Denied scopes: [other:scope].");
        answer["error_detail"].ShouldBe("The rule 'Machines' of the access policy 'Narrow' does not allow the scopes other:scope.");
        (await Reasons(Org)).ShouldContain(answer["error_detail"]!);
    }

    [Fact]                                                             // contract §2.1; pain 19
    public async Task A_missing_assignment_is_named_too()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        var end = await app.SignInAsync(Org.Person);
        end.Parameter("error_description").ShouldBe("User is not assigned to the client application.");
        end.Parameter("error_detail").ShouldNotBeNull().ShouldStartWith($"{Org.Person.Login} is neither assigned to the app 'App ");
        (await Reasons(Org)).ShouldContain(reason => reason.StartsWith($"{Org.Person.Login} is neither assigned to the app", StringComparison.Ordinal));
    }

    [Fact]                                                             // contract §2.1; pain 19
    public async Task The_page_of_a_development_server_shows_which_redirect_uris_and_which_org_it_knows()
    {
        var app = await Org.CreateAppAsync();
        async Task<string> Page(string clientId, string redirectUri) =>
            (await Org.Visit($"/oauth2/default/v1/authorize?client_id={clientId}&response_type=code&redirect_uri={Uri.EscapeDataString(redirectUri)}")).Text;

        (await Page(app.ClientId, "https://elsewhere.example/")).ShouldContain($"https://elsewhere.example/ is none of ");
        (await Page(app.ClientId, "https://elsewhere.example/")).ShouldContain(app.RedirectUri);
        (await Page("0oaOfAnotherOrg", app.RedirectUri)).ShouldContain($"({Org.Url}) has no active app 0oaOfAnotherOrg.");
    }

    [Theory]                                                           // an app that waits for the answer is not told: RFC 6749 §4.1.2.1
    [InlineData("com.example.other:/callback", "If it is the app's own: latchkey apps update ID --add-redirect-uri 'com.example.other:/callback'")]
    [InlineData("http://127.0.0.1:53211/other", "If it is the app's own: latchkey apps update ID --add-redirect-uri 'http://127.0.0.1/other'")]
    [InlineData("http://phone.example/callback", "It cannot be registered either: it must use https, a scheme of the app's own, or a loopback address.")]
    [InlineData("com.example:/a'$(id)'", "If it is the app's own, register it.")]
    public async Task The_page_of_a_development_server_names_the_command_that_registers_an_address(string redirectUri, string advice)
    {
        var app = await Org.CreateAppAsync();
        string Said(Seen page) => System.Net.WebUtility.HtmlDecode(page.Text);

        var page = await Org.Visit($"/oauth2/default/v1/authorize?client_id={app.ClientId}&response_type=code&redirect_uri={Uri.EscapeDataString(redirectUri)}");
        Said(page).ShouldContain(advice.Replace("ID", app.ClientId, StringComparison.Ordinal) + "</code>");

        var leaving = await Org.Visit($"/oauth2/default/v1/logout?client_id={app.ClientId}&post_logout_redirect_uri={Uri.EscapeDataString(redirectUri)}");
        Said(leaving).ShouldContain(advice.Replace("ID", app.ClientId, StringComparison.Ordinal).Replace("--add-redirect-uri", "--add-post-logout-redirect-uri", StringComparison.Ordinal) + "</code>");
    }

    [Theory, InlineData(true), InlineData(false)]                      // contract §2.2: attackers learn nothing
    public async Task In_production_a_stranger_learns_no_more_than_the_contract_says(bool development)
    {
        var settings = Org.Services.GetRequiredService<ServerSettings>() with { Development = development };
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddSingleton(settings).BuildServiceProvider() };
        http.Response.Body = new MemoryStream();
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new FailsAs(FailureMode.OAuth)), "token"));
        await new Failures(_ => throw OAuthException.AccessDenied(Refusal, 401, "the rule"), Org.Services.GetRequiredService<Outage>(), new RequestTimes(), NullLogger<Failures>.Instance).Invoke(http);

        var body = JsonNode.Parse(((MemoryStream)http.Response.Body).ToArray())!.AsObject();
        body["error_description"]!.ToString().ShouldBe(Refusal);
        body["error_detail"]?.ToString().ShouldBe(development ? "the rule" : null);
        body.Count.ShouldBe(development ? 3 : 2);
    }

    private static async Task<string[]> Reasons(TestOrg org) =>
        [.. (await org.Read("/logs?limit=1000&filter=" + Uri.EscapeDataString("outcome.result eq \"FAILURE\""))).ShouldSucceed().List.Select(entry => entry!["outcome"]!["reason"]?.ToString() ?? "")];

    /// <summary>The issuer of a server whose one rule is for client_credentials and one scope.</summary>
    private static async Task<string> OnlyForApps(TestOrg org)
    {
        var id = (await org.Post("/authorizationServers", CustomServers.Server("Narrow"))).Id;
        foreach (var scope in (string[])["some:scope", "other:scope"]) await org.Post($"/authorizationServers/{id}/scopes", new JsonObject { ["name"] = scope });
        var policy = (await org.Post($"/authorizationServers/{id}/policies", CustomServers.Policy("Narrow"))).Id;
        (await org.Post($"/authorizationServers/{id}/policies/{policy}/rules", CustomServers.Rule("Machines", "some:scope", grants: "client_credentials"))).ShouldBe(System.Net.HttpStatusCode.Created);
        return $"{org.Url}/oauth2/{id}";
    }
}
