using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Threats;

/// <summary>An app that asks for consent gets no scope past the person by another door than /authorize. Contract §2.1, Consent; threats §1 row 7.</summary>
public sealed class ConsentDoorsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";

    private async Task<string> Diary()
    {
        var name = "diary" + Secrets.Digits(6);
        (await Org.Post("/authorizationServers/default/scopes", new JsonObject { ["name"] = name, ["displayName"] = "Read your diary " + name, ["consent"] = "REQUIRED" })).ShouldBe(HttpStatusCode.Created);
        return name;
    }

    private Task<TestApp> Asking(string type, params string[] grants) => Org.CreateAppAsync(type, new JsonObject { ["consent_method"] = "REQUIRED", ["grant_types"] = new JsonArray([.. grants]) });

    private async Task<TestPage> Question(TestBrowser browser, string userCode, TestPerson person)
    {
        var page = await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + userCode));
        return page.Document.QuerySelector("input[name=password]") is null ? page : await browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
    }

    [Fact]                                                             // contract §2.9: what is approved is what was listed
    public async Task The_question_of_a_device_lists_what_the_person_agrees_to()
    {
        var (scope, person) = (await Diary(), await Org.CreatePersonAsync());
        var app = await Asking("native", "authorization_code", "refresh_token", DeviceGrant);
        var device = await app.PostAsync("/device/authorize", ("scope", "openid " + scope));
        using var browser = Org.Browser();
        var question = await Question(browser, device["user_code"]!, person);
        question.Text.ShouldContain("Read your diary " + scope);
        (await Org.Read($"/users/{person.Id}/grants")).ShouldSucceed().List.ShouldBeEmpty();
        (await browser.SubmitAsync(question, ("answer", "approve"))).Text.ShouldContain("Approved");
        (await app.TokenAsync(("grant_type", DeviceGrant), ("device_code", device["device_code"]))).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Read($"/users/{person.Id}/grants?expand=scope")).ShouldSucceed().Each("scopeId").Length.ShouldBe(1);

        // Once agreed to it is not asked about again; an app that does not ask lists nothing.
        var again = await app.PostAsync("/device/authorize", ("scope", "openid " + scope));
        (await Question(browser, again["user_code"]!, person)).Text.ShouldNotContain("Read your diary");
        var trusted = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", DeviceGrant) });
        var silent = await trusted.PostAsync("/device/authorize", ("scope", "openid " + scope));
        (await Question(browser, silent["user_code"]!, person)).Text.ShouldNotContain("Read your diary");
    }

    [Fact]                                                             // a scope that began to ask after the page was shown was not on it
    public async Task What_the_page_did_not_list_is_not_agreed_to()
    {
        var (scope, person) = (await Diary(), await Org.CreatePersonAsync());
        var app = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", DeviceGrant) });
        var device = await app.PostAsync("/device/authorize", ("scope", "openid " + scope));
        using var browser = Org.Browser();
        var question = await Question(browser, device["user_code"]!, person);
        var settings = (await Org.Read("/apps/" + app.ClientId)).ShouldSucceed().Object;
        settings["settings"]!["oauthClient"]!["consent_method"] = "REQUIRED";
        (await Org.Put("/apps/" + app.ClientId, settings)).ShouldSucceed();
        var asked = await browser.SubmitAsync(question, ("answer", "approve"));
        asked.Text.ShouldContain("Read your diary " + scope);
        (await app.TokenAsync(("grant_type", DeviceGrant), ("device_code", device["device_code"]))).ShouldBeRefused("authorization_pending");
        (await browser.SubmitAsync(asked, ("answer", "approve"))).Text.ShouldContain("Approved");
    }

    [Fact]                                                             // contract §2.2: nobody is there to agree
    public async Task Grants_without_a_page_need_a_consent_that_was_given()
    {
        var (scope, person) = (await Diary(), await Org.CreatePersonAsync());
        string wanted = "openid " + scope, refusal = $"The following scopes require user consent: [{scope}].";

        var byPassword = await Asking("native", "authorization_code", "password", "refresh_token");
        Task<TestAnswer> Password() => byPassword.TokenAsync(("grant_type", "password"), ("username", person.Login), ("password", person.Password), ("scope", wanted));
        (await Password()).ShouldBeRefused("consent_required", refusal);

        var first = await Org.NativeApp.TokensAsync(person, "openid device_sso offline_access");
        var second = await Asking("native", "authorization_code", "refresh_token", ExchangeGrant);
        Task<TestAnswer> NativeSso() => second.TokenAsync(("grant_type", ExchangeGrant), ("subject_token", first.IdToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            ("actor_token", first["device_secret"]), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", wanted));
        (await NativeSso()).ShouldBeRefused("consent_required", refusal);

        foreach (var app in (TestApp[])[byPassword, second])
        {
            using var browser = Org.Browser();
            var page = await app.SignInAsync(person, wanted, browser);
            (await browser.SubmitAsync(page, ("decision", "allow"))).Parameter("code").ShouldNotBeNull(page.Text);
        }
        (await Password()).Status.ShouldBe(HttpStatusCode.OK);
        (await NativeSso()).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 8693 §1.1: a service acts with what was agreed, not with more
    public async Task A_service_that_asks_for_consent_exchanges_no_token_into_what_nobody_agreed_to()
    {
        var (scope, person) = (await Diary(), await Org.CreatePersonAsync());
        var token = (await Org.NativeApp.TokensAsync(person, "openid " + scope)).AccessToken;
        var service = await Asking("web", "authorization_code", ExchangeGrant);
        Task<TestAnswer> Exchange() => service.TokenAsync(("grant_type", ExchangeGrant), ("subject_token", token), ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"), ("scope", scope));
        (await Exchange()).ShouldBeRefused("consent_required");
        var trusted = await Org.CreateAppAsync("web", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", ExchangeGrant) });
        (await trusted.TokenAsync(("grant_type", ExchangeGrant), ("subject_token", token), ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"), ("scope", scope))).Status.ShouldBe(HttpStatusCode.OK);
    }
}
