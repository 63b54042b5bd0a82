using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Latchkey.Server.Tests.Kit.HookBodies;

namespace Latchkey.Server.Tests.Hooks;

/// <summary>People whose password is still elsewhere: asked there once, and theirs here from then on. Contract §3.2, import; §3.11, passwords.</summary>
public sealed class PasswordHookTests : IAsyncLifetime
{
    private const string Type = "com.okta.user.credential.password.import";
    private const string Password = "short";                          // whatever was good enough elsewhere

    private TestOrg org = null!;
    private HookReceiver receiver = null!;
    private string hook = "";

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        receiver = await HookReceiver.Start();
        receiver.Answers = Knows;
        hook = (await org.Post("/inlineHooks", Inline("Passwords", receiver.Url, Type))).ShouldSucceed().Id;
    }

    public async Task DisposeAsync()
    {
        await receiver.DisposeAsync();
        await org.DisposeAsync();
    }

    private static Task Knows(HookReceiver.Call call, HttpContext http) =>
        HookReceiver.Write(http, Said(call.Body["data"]!["context"]!["credential"]!["password"]!.ToString() == Password ? "VERIFIED" : "UNVERIFIED"));

    private static string Said(string credential) => $$$"""{"commands":[{"type":"com.okta.action.update","value":{"credential":"{{{credential}}}"}}]}""";

    private static JsonObject Brought(string login)
    {
        var body = ApiCalls.NewUser(login);
        body["credentials"] = new JsonObject { ["password"] = new JsonObject { ["hook"] = new JsonObject { ["type"] = "default" } } };
        return body;
    }

    private async Task<TestPerson> Person(string login = "brought@example.com")
    {
        var made = (await org.Post("/users?activate=true", Brought(login))).ShouldSucceed();
        made["status"].ShouldBe("ACTIVE");
        made.Text.ShouldNotContain("elsewhere");
        return new(login, Password, made.Id);
    }

    private async Task<bool> SignsIn(TestPerson person) => (await org.NativeApp.SignInAsync(person)).Parameter("code") is not null;

    private Task<string?> Stored(TestPerson person) => org.Services.GetRequiredService<Database>().One<string>("select password_hash from users where id = @Id", new { person.Id }, default);

    [Fact]
    public async Task The_first_sign_in_asks_and_the_next_does_not()
    {
        var person = await Person();
        (await SignsIn(person with { Password = "wrong" })).ShouldBeFalse();
        (await Stored(person)).ShouldBe(PasswordHook.Elsewhere);
        (await SignsIn(person)).ShouldBeTrue();
        var call = receiver.Calls[^1];
        (call.Body["eventType"]!.ToString(), call.Body["data"]!["context"]!["credential"]!["username"]!.ToString(), call.Body["data"]!["action"]!["credential"]!.ToString()).ShouldBe((Type, person.Login, "UNVERIFIED"));
        (await Stored(person)).ShouldNotBe(PasswordHook.Elsewhere);

        receiver.Clear();
        (await SignsIn(person)).ShouldBeTrue();
        (await SignsIn(person with { Password = "wrong" })).ShouldBeFalse();
        (await org.Post("/authn", new JsonObject { ["username"] = person.Login, ["password"] = person.Password })).ShouldSucceed()["status"].ShouldBe("SUCCESS");
        receiver.Calls.ShouldBeEmpty();
    }

    [Fact]                                                             // two at once: one keeps the password, both are in
    public async Task Of_several_first_sign_ins_each_is_let_in()
    {
        var person = await Person();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => org.Post("/authn", new JsonObject { ["username"] = person.Login, ["password"] = person.Password })));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        (await SignsIn(person)).ShouldBeTrue();
    }

    [Theory]                                                           // nobody says that it is right
    [InlineData("{}", 200), InlineData("{\"commands\":[{\"type\":\"com.okta.action.update\",\"value\":{\"credential\":\"verified\"}}]}", 200), InlineData("{\"commands\":[{\"type\":\"x\",\"value\":{\"credential\":\"VERIFIED\"}}]}", 200), InlineData("", 204), InlineData("[]", 200), InlineData("{}", 500), InlineData("{}", 302)]
    public async Task Who_is_not_verified_is_not_let_in(string text, int status)
    {
        var person = await Person();
        receiver.Answers = (_, http) =>
        {
            http.Response.StatusCode = status;
            return text.Length == 0 ? Task.CompletedTask : HookReceiver.Write(http, text, status);
        };
        (await SignsIn(person)).ShouldBeFalse();
        (await Stored(person)).ShouldBe(PasswordHook.Elsewhere);
    }

    [Fact]                                                             // a hook that is down locks nobody out
    public async Task Guesses_count_where_somebody_answers_them_and_only_there()
    {
        var person = await Person();
        receiver.SaysText("{}", 500);
        for (var i = 0; i < 15; i++) (await org.Post("/authn", new JsonObject { ["username"] = person.Login, ["password"] = "wrong" })).ShouldBeRefused(401, "E0000004");
        receiver.Answers = Knows;
        (await SignsIn(person)).ShouldBeTrue();

        var other = await Person("other@example.com");
        for (var i = 0; i < 15; i++) await org.Post("/authn", new JsonObject { ["username"] = other.Login, ["password"] = "wrong" });
        receiver.Clear();
        (await SignsIn(other)).ShouldBeFalse();                        // locked, and not asked about
        receiver.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_hook_nobody_is_let_in_and_an_administrator_can_set_a_password()
    {
        var person = await Person();
        (await org.Post($"/inlineHooks/{hook}/lifecycle/deactivate")).ShouldSucceed();
        (await SignsIn(person)).ShouldBeFalse();
        receiver.Calls.ShouldBeEmpty();
        (await org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Better-Horse-8" } } })).ShouldSucceed();
        (await SignsIn(person with { Password = "Better-Horse-8" })).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"hook":{"type":"other"}}""", "hook.type")]
    [InlineData("""{"hook":{"type":"default"},"value":"Correct-Horse-7"}""", "not both")]
    public async Task What_says_two_things_is_refused(string password, string cause)
    {
        var body = ApiCalls.NewUser("refused@example.com");
        body["credentials"] = new JsonObject { ["password"] = JsonNode.Parse(password) };
        (await org.Post("/users", body)).ShouldBeRefused(400, "E0000001", cause);
    }

    [Fact]
    public async Task Somebody_who_is_here_does_not_get_a_password_elsewhere() =>
        (await org.Post($"/users/{(await org.Read($"/users/{org.Person.Login}")).Id}", Brought(org.Person.Login))).ShouldBeRefused(400, "E0000001", "new here");
}
