using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Protocol;
using Latchkey.Testing;
using Latchkey.Tests.Shared;

namespace Latchkey.Server.Tests.Clients;

/// <summary>
/// docs/guide/sign-in-mobile.md for the SDKs of others: an app registered as the guide says, and each SDK's requests with the values that the guide
/// prints for it.
/// </summary>
public sealed class MobileGuideTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]
    [InlineData("Kotlin", null, "okta-mobile-kotlin")]
    [InlineData("Swift", null, "okta-mobile-swift")]
    [InlineData("React Native", null, "okta-oidc-android")]
    [InlineData("React Native", null, "appauth")]                      // on iOS it is okta-oidc-ios, a copy of AppAuth
    [InlineData("AppAuth", "kotlin", "appauth")]
    [InlineData("AppAuth", "swift", "appauth")]
    public async Task An_app_made_by_the_guide_gets_all_that_its_SDK_insists_on(string stack, string? language, string table)
    {
        var told = MobileGuide.Of(stack, language);
        if (told.Scheme is not null) told.Redirect.ShouldStartWith(told.Scheme + ":/");
        told.Issuer.ShouldStartWith("https://");                       // contract §6.3
        var app = await Registered();
        var person = await Org.CreatePersonAsync();
        var variables = new Variables();
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["org"] = Org.Url, ["issuer"] = Org.Issuer, ["login"] = person.Login, ["password"] = person.Password, ["clientId"] = app.ClientId,
            ["redirect"] = told.Redirect, ["afterLogout"] = told.AfterLogout, ["scope"] = told.Scopes, ["verifier"] = TestApp.Verifier, ["challenge"] = Pkce.Challenge(TestApp.Verifier),
        }) variables.Keep(name, value);
        var library = ClientTable.Read(table);
        var steps = library.Steps.Where(step => step.Guide).ToList();
        steps.Count.ShouldBeGreaterThanOrEqualTo(7);
        await new ClientWalk(Org, variables).Through(library, steps);
    }

    [Fact]                                                             // docs/guide/share-sessions.md; contract §2.11
    public async Task A_second_app_is_signed_in_by_the_device_secret_as_the_guide_for_sharing_says()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "guide", "share-sessions.md"));
        var (first, second, person) = (await Sharing(), await Sharing(), await Org.CreatePersonAsync());
        var variables = new Variables();
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["org"] = Org.Url, ["issuer"] = Org.Issuer, ["login"] = person.Login, ["password"] = person.Password, ["clientId"] = first.ClientId, ["redirect"] = first.RedirectUri,
            ["scope"] = Regex.Match(guide, "defaultScope = \"([^\"]+)").Groups[1].Value, ["verifier"] = TestApp.Verifier, ["challenge"] = Pkce.Challenge(TestApp.Verifier),
        }) variables.Keep(name, value);
        var library = ClientTable.Read("okta-mobile-kotlin");
        var walk = new ClientWalk(Org, variables);
        await walk.Through(library, library.Steps.Where(step => step.Does is "signs in" or "redeems the code"));

        variables.Keep("clientId", second.ClientId);
        Regex.Match(guide, "audience = \"([^\"]+)").Groups[1].Value.ShouldBe("api://default");     // as the table has it
        await walk.Through(library, library.Steps.Where(step => step.Does == "signs a second app in by the device secret"));

        Task<TestApp> Sharing() => Org.CreateAppAsync("native", new JsonObject
        {
            ["redirect_uris"] = new JsonArray($"com.example.s{Ground.Sealing.Secrets.Digits(8)}:/callback"),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"),
        });
    }

    [Fact]
    public void Every_stack_is_told_the_issuer_and_the_client_id_that_the_command_line_prints()
    {
        var printed = MobileGuide.Pieces.Single(piece => piece.Step == "2. Create the app integration" && piece.Language == "text").Code;
        foreach (var told in (MobileGuide.Values[])[MobileGuide.Of(MobileGuide.Maui), MobileGuide.Of("Kotlin"), MobileGuide.Of("Swift"), MobileGuide.Of("React Native"), MobileGuide.Of("AppAuth", "kotlin"), MobileGuide.Of("AppAuth", "swift")])
        {
            printed.ShouldContain($"okta.oauth2.issuer: {told.Issuer}\n");
            printed.ShouldContain($"okta.oauth2.client-id: {told.ClientId}");
            told.Scopes.Split(' ').ShouldContain("offline_access");
        }
    }

    [Fact]
    public void Every_step_of_code_is_there_for_every_stack()
    {
        MobileGuide.Stacks.ShouldBe([MobileGuide.Maui, MobileGuide.Net, "Kotlin", "Swift", "React Native", "AppAuth"]);
        MobileGuide.Steps.Select(step => step[(step.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ShouldBe([
            "Set up your org", "Create the app integration", "Create the project", "Add packages", "Configure your app", "Define a callback route", "Open the sign-in page",
            "Get info about the user", "Sign in a user", "Check for a session at startup", "Keep the user signed in", "Use the access token", "Sign out"]);
        foreach (var section in Regex.Split(MobileGuide.Text, "^## ", RegexOptions.Multiline).Where(section => section.Contains("<details", StringComparison.Ordinal)))
        {
            Regex.Matches(section, "<summary><b>(.+)</b></summary>").Select(stack => stack.Groups[1].Value).ShouldBe(MobileGuide.Stacks, section.Split('\n')[0]);
            Regex.Count(section, "<details").ShouldBe(Regex.Count(section, "</details>"));
        }
    }

    /// <summary>As step 2 says it, at the command line; Latchkey.Tests types that line.</summary>
    private async Task<TestApp> Registered()
    {
        var line = MobileGuide.Typed.Single(typed => typed.StartsWith("latchkey apps create native ", StringComparison.Ordinal));
        return await Org.CreateAppAsync("native", new JsonObject
        {
            ["redirect_uris"] = new JsonArray(After("--redirect-uri")), ["post_logout_redirect_uris"] = new JsonArray(After("--post-logout-redirect-uri")),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token"),
        });

        string After(string option) => Regex.Match(line, option + " (\\S+)").Groups[1].Value;
    }
}
