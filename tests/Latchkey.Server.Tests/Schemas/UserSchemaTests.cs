using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Schemas;

/// <summary>/api/v1/meta/schemas/user: which attributes people have. Contract §3.2, schemas.</summary>
public sealed class UserSchemaTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Schema = "/meta/schemas/user/default";

    private static int made;

    private static string NewName() => $"extra{Interlocked.Increment(ref made)}";

    private static JsonObject Custom(string name, JsonNode? property) =>
        new() { ["definitions"] = new JsonObject { ["custom"] = new JsonObject { ["id"] = "#custom", ["type"] = "object", ["properties"] = new JsonObject { [name] = property } } } };

    private static JsonObject Base(string name, JsonNode? property) =>
        new() { ["definitions"] = new JsonObject { ["base"] = new JsonObject { ["properties"] = new JsonObject { [name] = property } } } };

    private static JsonObject Of(string type, string more = "{}")
    {
        var property = new JsonObject { ["title"] = "Extra", ["type"] = type };
        foreach (var (field, value) in JsonNode.Parse(more)!.AsObject()) property[field] = value?.DeepClone();
        return property;
    }

    private async Task<string> Defined(string type, string more = "{}")
    {
        var name = NewName();
        (await Org.Post(Schema, Custom(name, Of(type, more)))).ShouldSucceed();
        return name;
    }

    private static JsonObject Person(string name, JsonNode? value, string? login = null)
    {
        var body = ApiCalls.NewUser(login ?? $"{Secrets.Digits(14)}@example.com");
        body["profile"]![name] = value;
        return body;
    }

    private Task<ApiAnswer> Make(string name, JsonNode? value) => Org.Post("/users?activate=false", Person(name, value));

    [Fact]                                                             // contract §3.2, schemas
    public async Task The_schema_says_what_every_person_has()
    {
        var schema = (await Org.Read(Schema)).ShouldSucceed();
        var type = schema["_links.type.href"].ShouldNotBeNull()[(Org.Url.Length + "/api/v1".Length)..];
        schema["definitions.base.properties.firstName.maxLength"].ShouldBe("50");
        schema.Object["definitions"]!["base"]!["required"]!.AsArray().Select(name => name!.ToString()).ShouldBe(["email", "firstName", "lastName", "login"]);
        var one = (await Org.Read(type)).ShouldSucceed();
        (one["default"], one["name"]).ShouldBe(("true", "user"));
        (await Org.Read("/meta/types/user")).ShouldSucceed().Each("id").ShouldBe([one.Id]);
        (await Org.Read(one["_links.schema.href"]![(Org.Url.Length + "/api/v1".Length)..])).ShouldSucceed()["id"].ShouldBe(schema["id"]);
        var person = (await Make("nickName", "N")).ShouldSucceed();
        person["type.id"].ShouldBe(one.Id);
        person["_links.schema.href"].ShouldBe(one["_links.schema.href"]);
        (await Org.Read("/meta/schemas/user/oscother")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]                                                             // Terraform: the property of the answer and of the next read are deeply equal
    public async Task An_attribute_lives_from_its_definition_to_its_removal()
    {
        var name = NewName();
        var sent = Of("string", """
            {"description":"How to call them","minLength":2,"maxLength":10,"required":false,"unique":"UNIQUE_VALIDATED","scope":"none","externalName":"x",
            "permissions":[{"principal":"SELF","action":"READ_WRITE"}],"master":{"type":"PROFILE_MASTER"}}
            """);
        var answered = (await Org.Post(Schema, Custom(name, sent))).ShouldSucceed().Object["definitions"]!["custom"]!["properties"]![name]!;
        JsonNode.DeepEquals(answered, (await Org.Read(Schema)).Object["definitions"]!["custom"]!["properties"]![name]).ShouldBeTrue();
        (answered["unique"]!.ToString(), answered["scope"]!.ToString(), answered["mutability"]!.ToString(), answered["minLength"]!.GetValue<int>()).ShouldBe(("UNIQUE_VALIDATED", "NONE", "READ_WRITE", 2));

        var changed = (await Org.Post(Schema, Custom(name, new JsonObject { ["title"] = "Other", ["minLength"] = null }))).ShouldSucceed();      // the rest stays
        (changed[$"definitions.custom.properties.{name}.title"], changed[$"definitions.custom.properties.{name}.maxLength"], changed[$"definitions.custom.properties.{name}.minLength"]).ShouldBe(("Other", "10", null));
        var person = (await Make(name, "a")).ShouldSucceed();

        (await Org.Post(Schema, Custom(name, null))).ShouldSucceed().Text.ShouldNotContain($"\"{name}\"");
        (await Org.Read($"/users/{person.Id}")).ShouldSucceed()[$"profile.{name}"].ShouldBeNull();
        (await Make(name, "ab")).ShouldBeRefused(400, "E0000001", $"{name}: is not an attribute");
        (await Org.Post(Schema, Custom(name, Of("integer")))).ShouldSucceed();         // the name is free again, and nobody has a value from before
        (await Org.Read($"/users/{person.Id}")).ShouldSucceed()[$"profile.{name}"].ShouldBeNull();
        (await Org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString("eventType eq \"directory.user_profile.update\"")}")).ShouldSucceed().List.Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Theory]                                                           // contract §3.2, schemas: E0000001 with the attribute as its cause
    [InlineData("""{"type":"string"}""", "title")]
    [InlineData("""{"title":"X"}""", "type")]
    [InlineData("""{"title":"X","type":"date"}""", "type: must be one of string, number")]
    [InlineData("""{"title":"X","type":"array"}""", "items")]
    [InlineData("""{"title":"X","type":"array","items":{"type":"boolean"}}""", "items")]
    [InlineData("""{"title":"X","type":"string","minLength":5,"maxLength":4}""", "minLength")]
    [InlineData("""{"title":"X","type":"integer","maxLength":4}""", "maxLength")]
    [InlineData("""{"title":"X","type":"string","enum":[]}""", "enum")]
    [InlineData("""{"title":"X","type":"integer","enum":["1"]}""", "enum")]
    [InlineData("""{"title":"X","type":"string","oneOf":[{"const":"a"}]}""", "oneOf")]
    [InlineData("""{"title":"X","type":"boolean","unique":true}""", "unique")]
    [InlineData("""{"title":"X","type":"string","format":"encrypted"}""", "format")]
    [InlineData("""{"title":"X","type":"string","pattern":".+"}""", "pattern")]
    [InlineData("""{"title":"X","type":"string","permissions":[{"principal":"ALL","action":"HIDE"}]}""", "principal")]
    [InlineData("""{"title":"X","type":"string","master":{"type":"OVERRIDE","priority":[{"type":"APP","value":"0oa"}]}}""", "master")]
    public async Task What_is_no_attribute_is_refused(string property, string cause) =>
        (await Org.Post(Schema, Custom("wrong", JsonNode.Parse(property)))).ShouldBeRefused(400, "E0000001", cause);

    [Theory]
    [InlineData("1st"), InlineData("a-b"), InlineData("a b"), InlineData(""), InlineData("firstName"), InlineData("birthdate")]
    public async Task What_is_no_name_is_refused(string name) => (await Org.Post(Schema, Custom(name, Of("string")))).ShouldBeRefused(400, "E0000001", $"{name}: ");

    [Fact]
    public async Task The_type_of_an_attribute_stays()
    {
        var name = await Defined("string");
        (await Org.Post(Schema, Custom(name, Of("number")))).ShouldBeRefused(400, "E0000001", "type");
        (await Org.Post(Schema, Base("login", new JsonObject { ["required"] = false }))).ShouldBeRefused(400, "E0000001", "login: required");
        (await Org.Post(Schema, Base("login", null))).ShouldBeRefused(400, "E0000001", "cannot be taken away");
    }

    [Theory]                                                           // contract §3.2, schemas
    [InlineData("string", "{}", "\"x\"", "5")]
    [InlineData("string", """{"minLength":2,"maxLength":3}""", "\"abc\"", "\"abcd\"")]
    [InlineData("string", """{"enum":["a","b"]}""", "\"b\"", "\"c\"")]
    [InlineData("string", """{"oneOf":[{"const":"a","title":"A"}]}""", "\"a\"", "\"A\"")]
    [InlineData("string", """{"format":"email"}""", "\"a@b.example\"", "\"a\"")]
    [InlineData("string", """{"format":"uri"}""", "\"https://a.example/\"", "\"javascript:alert(1)\"")]
    [InlineData("boolean", "{}", "false", "\"false\"")]
    [InlineData("integer", "{}", "-7", "1.5")]
    [InlineData("integer", """{"minimum":1,"maximum":5}""", "5", "6")]
    [InlineData("integer", """{"enum":[1,2]}""", "2", "3")]
    [InlineData("number", "{}", "1.5", "\"1.5\"")]
    [InlineData("array", """{"items":{"type":"string"}}""", """["a","b"]""", """["a",1]""")]
    [InlineData("array", """{"items":{"type":"integer"}}""", "[1]", "[1.5]")]
    [InlineData("array", """{"items":{"type":"string","enum":["a","b"]}}""", """["b"]""", """["c"]""")]
    [InlineData("array", """{"items":{"type":"number"}}""", "[]", "1")]
    public async Task A_profile_holds_what_the_schema_allows(string type, string more, string good, string bad)
    {
        var name = await Defined(type, more);
        var person = (await Make(name, JsonNode.Parse(good))).ShouldSucceed();
        person.Object["profile"]![name]!.ToJsonString().ShouldBe(good);
        (await Org.Read($"/users/{person.Id}")).Object["profile"]![name]!.ToJsonString().ShouldBe(good);
        (await Make(name, JsonNode.Parse(bad))).ShouldBeRefused(400, "E0000001", $"{name}: must ");
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { [name] = JsonNode.Parse(bad) } })).ShouldBeRefused(400, "E0000001", $"{name}: must ");
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = "N" } })).ShouldSucceed().Object["profile"]![name]!.ToJsonString().ShouldBe(good);
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { [name] = null } })).ShouldSucceed().Object["profile"]![name].ShouldBeNull();
    }

    [Fact]                                                             // sign-up and account page ask for what every org has
    public async Task What_must_be_there_is_asked_of_administrators()
    {
        await using var org = await TestOrg.StartAsync();
        var before = (await org.Post("/users?activate=false", ApiCalls.NewUser("before@example.com"))).ShouldSucceed();
        (await org.Post(Schema, Custom("badge", Of("string", """{"required":true}""")))).ShouldSucceed();
        (await org.Post("/users?activate=false", ApiCalls.NewUser("a@example.com"))).ShouldBeRefused(400, "E0000001", "badge: The field cannot be left blank");
        (await org.Post($"/users/{before.Id}", new JsonObject { ["profile"] = new JsonObject { ["nickName"] = "N" } })).ShouldSucceed();
        (await org.Put($"/users/{before.Id}", new JsonObject { ["profile"] = ApiCalls.Profile("before@example.com") })).ShouldBeRefused(400, "E0000001", "badge");
        (await org.Post(Schema, Base("lastName", new JsonObject { ["required"] = false, ["permissions"] = new JsonArray(new JsonObject { ["principal"] = "SELF", ["action"] = "HIDE" }) }))).ShouldSucceed()["definitions.base.properties.lastName.required"].ShouldBe("false");
        var person = (await org.Post("/users?activate=false", JsonNode.Parse("""{"profile":{"login":"b@example.com","email":"b@example.com","firstName":"B","badge":"1"}}"""))).ShouldSucceed();
        (await org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["badge"] = "" } })).ShouldBeRefused(400, "E0000001", "badge: The field cannot be left blank");
    }

    [Fact]                                                             // contract §3.2, schemas: unique
    public async Task A_unique_attribute_is_one_persons()
    {
        var name = await Defined("string", """{"unique":true}""");
        var first = (await Make(name, "AB-1")).ShouldSucceed();
        (await Make(name, "ab-1")).ShouldBeRefused(400, "E0000001", $"{name}: An object with this field already exists in the current organization");
        var second = (await Make(name, "AB-2")).ShouldSucceed();
        (await Org.Post($"/users/{second.Id}", new JsonObject { ["profile"] = new JsonObject { [name] = "AB-1" } })).ShouldBeRefused(400, "E0000001", "already exists");
        (await Org.Read($"/users/{second.Id}")).ShouldSucceed()[$"profile.{name}"].ShouldBe("AB-2");
        (await Org.Post($"/users/{first.Id}", new JsonObject { ["profile"] = new JsonObject { [name] = "AB-3" } })).ShouldSucceed();
        (await Org.Post($"/users/{second.Id}", new JsonObject { ["profile"] = new JsonObject { [name] = "AB-1" } })).ShouldSucceed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Make(name, "raced")));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);

        var shared = await Defined("string");
        await Make(shared, "same");
        await Make(shared, "SAME");
        (await Org.Post(Schema, Custom(shared, new JsonObject { ["unique"] = true }))).ShouldBeRefused(400, "E0000001", "several people have 'same'");
    }

    [Fact]                                                             // contract §3.2, GET /users: search reaches every attribute
    public async Task People_are_found_by_an_attribute()
    {
        var (text, number, list) = (await Defined("string"), await Defined("integer"), await Defined("array", """{"items":{"type":"string"}}"""));
        var body = Person(text, "Blue Whale");
        (body["profile"]![number], body["profile"]![list]) = (9, new JsonArray("red", "green"));
        var whale = (await Org.Post("/users?activate=false", body)).ShouldSucceed().Id;
        body = Person(text, "Blue Tit");
        body["profile"]![number] = 10;
        var tit = (await Org.Post("/users?activate=false", body)).ShouldSucceed().Id;
        async Task<string[]> Found(string search) => (await Org.Read($"/users?search={Uri.EscapeDataString(search)}")).ShouldSucceed().Each("id");

        (await Found($"profile.{text} eq \"blue whale\"")).ShouldBe([whale]);
        (await Found($"profile.{text} sw \"blue\"")).ShouldBe([whale, tit], ignoreOrder: true);
        (await Found($"profile.{text} co \"tit\"")).ShouldBe([tit]);
        (await Found($"profile.{text} pr and status eq \"STAGED\"")).ShouldBe([whale, tit], ignoreOrder: true);
        (await Found($"profile.{number} eq 9")).ShouldBe([whale]);
        (await Found($"profile.{number} gt 9")).ShouldBe([tit]);                       // as numbers, not as texts
        (await Found($"profile.{list} eq \"green\"")).ShouldBe([whale]);
        (await Found($"profile.{list} eq \"green\" or profile.{number} eq 10")).ShouldBe([whale, tit], ignoreOrder: true);
        (await Org.Post($"/users/{whale}", new JsonObject { ["profile"] = new JsonObject { [text] = "Orca" } })).ShouldSucceed();
        (await Found($"profile.{text} eq \"blue whale\"")).ShouldBeEmpty();
        (await Found($"profile.{text} eq \"orca\"")).ShouldBe([whale]);
    }

    [Fact]                                                             // contract §3.4, Claim
    public async Task A_claim_can_say_it()
    {
        var name = await Defined("integer");
        var me = (await Org.Read($"/users/{Uri.EscapeDataString(Org.Person.Login)}")).ShouldSucceed().Id;
        (await Org.Post($"/users/{me}", new JsonObject { ["profile"] = new JsonObject { [name] = 41 } })).ShouldSucceed();
        var claim = (await Org.Post("/authorizationServers/default/claims", CustomServers.Claim("next", $"user.{name} + 1"))).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.NativeApp.TokensAsync(Org.Person, "openid")).ClaimsOf("access_token")["next"]!.GetValue<int>().ShouldBe(42);
        (await Org.Post(Schema, Custom(name, null))).ShouldSucceed();
        (await Org.Post($"/authorizationServers/default/claims", CustomServers.Claim("later", $"user.{name}"))).ShouldBeRefused(400, "E0000001", $"There is no 'user.{name}'");
        (await Org.Delete($"/authorizationServers/default/claims/{claim}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // many people: some at a time, after the answer
    public async Task An_attribute_of_many_people_is_taken_from_all_of_them()
    {
        var name = await Defined("integer", """{"unique":false}""");
        var people = await Task.WhenAll(Enumerable.Range(0, 230).Select(async i => (await Make(name, i)).ShouldSucceed().Id));
        (await Org.Post(Schema, Custom(name, null))).ShouldSucceed();
        await Eventually.HoldsAsync(async () => (await Org.Post(Schema, Custom(name, Of("string")))).Status == HttpStatusCode.OK);
        foreach (var id in people.Take(3).Concat(people.TakeLast(3))) (await Org.Read($"/users/{id}")).ShouldSucceed()[$"profile.{name}"].ShouldBeNull();
        (await Org.Read($"/users?search={Uri.EscapeDataString($"profile.{name} pr")}")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.1, Assignments
    public async Task The_people_of_an_app_have_what_its_schema_says()
    {
        var app = (await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed().Id;
        var path = $"/meta/schemas/apps/{app}/default";
        (await Org.Read(path)).ShouldSucceed()["definitions.base.properties.userName.type"].ShouldBe("string");
        (await Org.Post(path, Custom("seat", Of("integer", """{"scope":"SELF"}""")))).ShouldSucceed()["definitions.custom.properties.seat.scope"].ShouldBe("SELF");
        var person = (await Make("nickName", "N")).ShouldSucceed().Id;
        (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = person, ["profile"] = new JsonObject { ["seat"] = "five" } })).ShouldBeRefused(400, "E0000001", "seat: must be a whole number");
        (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = person, ["profile"] = new JsonObject { ["seat"] = 5 } })).ShouldSucceed()["profile.seat"].ShouldBe("5");
        (await Org.Events(app)).ShouldContain("directory.app_user_profile.update");
        (await Org.Read("/meta/schemas/group/default")).ShouldSucceed()["definitions.base.properties.name.maxLength"].ShouldBe("255");
    }
}
