using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Tests.Federation;

/// <summary>Rules send people to an identity provider by what they type. Contract §3.9, IDP_DISCOVERY.</summary>
public sealed class RoutingTests(OrgFixture fixture) : OrgTest(fixture), IAsyncLifetime
{
    private UpstreamSite site = null!;

    public async Task InitializeAsync()
    {
        site = await UpstreamSite.Start();
        site.Now = Clock.GetUtcNow;
    }

    public async Task DisposeAsync() => await site.DisposeAsync();

    private async Task<string> Policy() => (await Org.Read("/policies?type=IDP_DISCOVERY")).ShouldSucceed().Each("id").ShouldHaveSingleItem();

    private static JsonObject Rule(string provider, JsonObject conditions) => new()
    {
        ["type"] = "IDP_DISCOVERY",
        ["name"] = $"Rule {Secrets.Digits(8)}",
        ["conditions"] = conditions,
        ["actions"] = new JsonObject { ["idp"] = new JsonObject { ["providers"] = new JsonArray(new JsonObject { ["id"] = provider, ["type"] = "OIDC" }), ["idpSelectionType"] = "SPECIFIC" } },
    };

    private static JsonObject Domain(string domain) => new()
    {
        ["userIdentifier"] = new JsonObject { ["type"] = "IDENTIFIER", ["patterns"] = new JsonArray(new JsonObject { ["matchType"] = "SUFFIX", ["value"] = domain }) },
    };

    [Fact]
    public async Task A_domain_leads_to_its_provider_whoever_has_an_account()
    {
        var provider = (await Org.Post("/idps", site.Provider($"Routed {Secrets.Digits(8)}"))).ShouldSucceed().Id;
        var domain = $"d{Secrets.Digits(8)}.example";
        var policy = await Policy();
        var rule = (await Org.Post($"/policies/{policy}/rules", Rule(provider, Domain(domain)))).ShouldSucceed();
        rule["actions.idp.idpSelectionType"].ShouldBe("SPECIFIC");
        (await Org.Read($"/policies/{policy}/rules/{rule.Id}")).ShouldSucceed()["conditions.userIdentifier.type"].ShouldBe("IDENTIFIER");

        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        page.Document.QuerySelector("#password")!.HasAttribute("required").ShouldBeFalse();
        foreach (var typed in (string[])[$"somebody@{domain}", $"SOMEBODY@{domain.ToUpperInvariant()}"])
            (await browser.SubmitAsync(page, ("identifier", typed))).Location.ShouldNotBeNull().ShouldStartWith(site.Issuer);
        // No part of a longer name, and nobody else's.
        foreach (var typed in (string[])[$"somebody@not{domain}", $"{domain}@example.com", Org.Person.Login])
            (await browser.SubmitAsync(page, ("identifier", typed), ("password", "x"))).Status.ShouldBe(HttpStatusCode.OK);

        // A hint of the app leads there at once; the org's own id leads to the page.
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("login_hint", $"somebody@{domain}")]))).Location.ShouldNotBeNull().ShouldStartWith(site.Issuer);
        var org = (await Org.Read("/org")).ShouldSucceed().Id;
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("login_hint", $"somebody@{domain}"), ("idp", org)]))).Shows("#password").ShouldBeTrue();

        (await Org.Post($"/policies/{policy}/rules/{rule.Id}/lifecycle/deactivate")).ShouldBe(HttpStatusCode.NoContent);
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("login_hint", $"somebody@{domain}")]))).Shows("#password").ShouldBeTrue();
        (await Org.Delete($"/policies/{policy}/rules/{rule.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_rule_names_what_there_is_and_no_people()
    {
        var policy = await Policy();
        (await Org.Post($"/policies/{policy}/rules", Rule("0oa00000000000000000", Domain("example.org")))).ShouldBeRefused(400, "E0000001", "identity provider");
        (await Org.Post("/policies", new JsonObject { ["type"] = "IDP_DISCOVERY", ["name"] = "Another" })).ShouldBeRefused(400, "E0000001", "give it rules");
        var provider = (await Org.Post("/idps", site.Provider($"Named {Secrets.Digits(8)}"))).ShouldSucceed().Id;
        var people = Domain("example.org");
        people["people"] = new JsonObject { ["users"] = new JsonObject { ["include"] = new JsonArray("00u00000000000000000") } };
        (await Org.Post($"/policies/{policy}/rules", Rule(provider, people))).ShouldBeRefused(400, "E0000001", "conditions.people");
        var expression = Domain("example.org");
        expression["userIdentifier"]!["patterns"]![0]!["matchType"] = "EXPRESSION";
        (await Org.Post($"/policies/{policy}/rules", Rule(provider, expression))).ShouldBeRefused(400, "E0000001", "matchType");
    }

    [Fact]                                                             // contract §3.9, IDP_DISCOVERY; §3.0, wrong types
    public async Task What_is_no_list_of_a_provider_is_refused_and_the_rule_stays_as_it_was()
    {
        var policy = await Policy();
        var name = $"Kept {Secrets.Digits(8)}";
        var provider = (await Org.Post("/idps", site.Provider(name))).ShouldSucceed().Id;
        var rule = (await Org.Post($"/policies/{policy}/rules", Rule(provider, Domain("kept.example")))).ShouldSucceed();
        var told = new JsonArray(new JsonObject { ["id"] = provider, ["name"] = name, ["type"] = "OIDC" }).ToJsonString();
        rule.Object["actions"]!["idp"]!["providers"]!.ToJsonString().ShouldBe(told);

        foreach (var wrong in (string[])["\"zzz\"", "7", "{}", "[7]", $$"""{"type":"OIDC","id":"{{provider}}"}""", $$"""[{"type":"GOOGLE","id":"{{provider}}"}]""", $$"""[{"type":"OKTA","id":"{{provider}}"}]"""])
        {
            var body = Rule(provider, Domain("kept.example"));
            body["actions"]!["idp"]!["providers"] = JsonNode.Parse(wrong);
            (await Org.Put($"/policies/{policy}/rules/{rule.Id}", body.DeepClone())).ShouldBeRefused(400, "E0000001", "actions.idp.providers");
            (await Org.Post($"/policies/{policy}/rules", body)).ShouldBeRefused(400, "E0000001", "actions.idp.providers");
        }
        (await Org.Put($"/policies/{policy}/rules/{rule.Id}", rule.Object.DeepClone())).ShouldSucceed();
        (await Org.Read($"/policies/{policy}/rules/{rule.Id}")).ShouldSucceed().Object["actions"]!["idp"]!["providers"]!.ToJsonString().ShouldBe(told);
        (await Org.Read($"/policies/{policy}/rules")).ShouldSucceed().Text.ShouldContain(told);
        (await Org.Read($"/policies/{policy}?expand=rules")).ShouldSucceed().Text.ShouldContain(told);

        var here = Rule(provider, Domain("kept.example"));
        here["actions"]!["idp"]!["providers"] = new JsonArray();
        (await Org.Put($"/policies/{policy}/rules/{rule.Id}", here)).ShouldSucceed().Object["actions"]!["idp"]!["providers"]!.ToJsonString().ShouldBe("""[{"type":"OKTA"}]""");
        (await Org.Delete($"/policies/{policy}/rules/{rule.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }
}
