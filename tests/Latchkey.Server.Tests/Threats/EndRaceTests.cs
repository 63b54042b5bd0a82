using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Threats;

/// <summary>
/// What begins while everything of a person or of an app ends does not outlive the end: either it was
/// there before and is seen, or it finds that it is too late. Only PostgreSQL lets two requests write at once. Threats row 6.
/// </summary>
public sealed class EndRaceTests : IAsyncLifetime
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Device = "urn:ietf:params:oauth:grant-type:device_code";
    private const string TokenType = "urn:ietf:params:oauth:token-type:";

    private string postgres = "";
    private TestOrg org = null!;

    public async Task InitializeAsync()
    {
        postgres = await (await PostgresCluster.SharedAsync()).CreateMigratedDatabaseAsync();
        org = await TestOrg.StartAsync(postgres: postgres);
    }

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
    }

    public static TheoryData<string, string> Ends
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var begins in (string[])["a session token", "a password at the page", "a way into a web app", "a code", "a device code", "a device secret"])
                foreach (var ends in (string[])["sessions and tokens are ended", "the person is suspended", "a new password is set"]) cases.Add(begins, ends);
            foreach (var begins in (string[])["a code", "a device code", "a device secret"])
                cases.Add(begins, "the app is switched off");
            return cases;
        }
    }

    [Theory, MemberData(nameof(Ends))]
    public async Task What_begins_while_everything_ends_ends_too(string begins, string ends)
    {
        var person = await org.CreatePersonAsync();
        var app = await org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", Device, Exchange) });
        var (table, begin) = await Beginning(begins, app, person);

        await using var held = await HeldCommits.On(postgres, table);
        var beginning = begin();
        await held.UntilHeld();
        var ending = End(ends, person, app);
        await held.UntilDoneOrBlocked(ending);
        await held.Release();
        await Task.WhenAll(beginning, ending);

        (await Living(person, app, ends == "the app is switched off")).ShouldBe(0);
    }

    /// <summary>What is in force, and what could still become it: the app's where the app is what ended, otherwise all of the person.</summary>
    private Task<long> Living(TestPerson person, TestApp app, bool ofApp) => org.Services.GetRequiredService<Database>().One<long>(ofApp
        ? """
          select (select count(*) from refresh_families f join apps a on a.id = f.client_id where a.id = @ClientId and f.revoked_at is null and f.app_mark = a.grants_mark) + (select count(*) from device_secrets where client_id = @ClientId and revoked_at is null)
               + (select count(*) from authorization_codes where client_id = @ClientId and redeemed_at is null)
          """
        : """
          select (select count(*) from sessions where user_id = @Id) + (select count(*) from session_tokens where user_id = @Id and used_at is null) + (select count(*) from interclient_tokens where user_id = @Id and used_at is null)
               + (select count(*) from authorization_codes where user_id = @Id and redeemed_at is null) + (select count(*) from refresh_families where user_id = @Id and revoked_at is null)
               + (select count(*) from device_secrets where user_id = @Id and revoked_at is null)
          """, new { person.Id, app.ClientId }, default);

    private async Task<(string Table, Func<Task> Begin)> Beginning(string what, TestApp app, TestPerson person)
    {
        switch (what)
        {
            case "a session token":
                var token = await org.SessionToken(person);
                return ("sessions", () => org.Visit(app.AuthorizeUrl(changes: [("sessionToken", token), ("prompt", "none")]), ("Accept", "*/*")));
            case "a password at the page":
                var browser = org.Browser();
                var page = await browser.OpenAsync(app.AuthorizeUrl());
                return ("sessions", () => browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password)));
            case "a way into a web app":
                var web = await org.CreateAppAsync("web");
                await org.Post($"/apps/{web.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = app.ClientId });
                var tokens = await app.TokensAsync(person, "openid interclient_access");
                return ("interclient_tokens", () => app.TokenAsync(("grant_type", Exchange), ("subject_token", tokens.IdToken), ("subject_token_type", TokenType + "id_token"), ("actor_token", tokens.AccessToken),
                    ("actor_token_type", TokenType + "access_token"), ("requested_token_type", "urn:okta:params:oauth:token-type:interclient_token"), ("audience", "urn:okta:apps:" + web.ClientId)));
            case "a code":
                var code = await app.CodeAsync(person, "openid offline_access device_sso");
                return ("refresh_families", () => app.RedeemAsync(code));
            case "a device code":
                var asked = await app.PostAsync("/device/authorize", ("scope", "openid offline_access"));
                var there = org.Browser();
                await org.NativeApp.SignInAsync(person, browser: there);
                var question = await there.SubmitAsync(await there.OpenAsync("/activate?user_code=" + asked["user_code"]));
                (await there.SubmitAsync(question, ("answer", "approve"))).Text.ShouldContain("Approved");
                return ("refresh_families", () => app.TokenAsync(("grant_type", Device), ("device_code", asked["device_code"])));
            case "a device secret":
                var first = await app.TokensAsync(person, "openid offline_access device_sso");
                return ("refresh_families", () => app.TokenAsync(("grant_type", Exchange), ("subject_token", first.IdToken), ("subject_token_type", TokenType + "id_token"), ("actor_token", first["device_secret"]),
                    ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid offline_access")));
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "Nobody knows how.");
        }
    }

    private async Task End(string how, TestPerson person, TestApp app)
    {
        switch (how)
        {
            case "sessions and tokens are ended":
                (await org.Delete($"/users/{person.Id}/sessions?oauthTokens=true")).ShouldBe(HttpStatusCode.NoContent);
                break;
            case "the person is suspended":
                (await org.Post($"/users/{person.Id}/lifecycle/suspend")).ShouldSucceed();
                break;
            case "a new password is set":
                (await org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Better-Horse-8" } } })).ShouldSucceed();
                break;
            case "the app is switched off":
                (await org.Post($"/apps/{app.ClientId}/lifecycle/deactivate")).ShouldSucceed();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, "Nobody knows how.");
        }
    }
}
