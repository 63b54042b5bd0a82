using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Schemas;

/// <summary>/api/v1/meta/types/user: of which types people are, each with attributes of its own. Contract §3.2; decision 0055.</summary>
public sealed class UserTypesTests : IAsyncLifetime
{
    private const string Types = "/meta/types/user";

    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await org.DisposeAsync();

    private static JsonObject Called(string? name, string? displayName, string? description = null)
    {
        var body = new JsonObject();
        foreach (var (field, value) in new[] { ("name", name), ("displayName", displayName), ("description", description) })
            if (value is not null) body[field] = value;
        return body;
    }

    private async Task<ApiAnswer> Made(string name = "contractor") => (await org.Post(Types, Called(name, "Contractor", "From elsewhere"))).ShouldSucceed();

    private string SchemaOf(ApiAnswer type) => type["_links.schema.href"].ShouldNotBeNull()[(org.Url.Length + "/api/v1".Length)..];

    private static JsonObject Attribute(string name, JsonNode? property) =>
        new() { ["definitions"] = new JsonObject { ["custom"] = new JsonObject { ["properties"] = new JsonObject { [name] = property } } } };

    private async Task Define(string schema, string name, string more = "{}")
    {
        var property = new JsonObject { ["title"] = "Extra", ["type"] = "string" };
        foreach (var (field, value) in JsonNode.Parse(more)!.AsObject()) property[field] = value?.DeepClone();
        (await org.Post(schema, Attribute(name, property))).ShouldSucceed();
    }

    private static JsonObject Person(string? type = null, string? attribute = null, string? value = null)
    {
        var body = ApiCalls.NewUser($"{Secrets.Digits(14)}@example.com");
        if (type is not null) body["type"] = new JsonObject { ["id"] = type };
        if (attribute is not null) body["profile"]![attribute] = value;
        return body;
    }

    private Task<ApiAnswer> Join(string? type = null, string? attribute = null, string? value = null) =>
        org.Post("/users?activate=false", Person(type, attribute, value));

    [Fact]                                                             // contract §3.2; decision 0055
    public async Task An_org_has_one_type_that_stays_and_nine_more()
    {
        var first = (await org.Read($"{Types}/default")).ShouldSucceed();
        (first["default"], first["name"], first["createdBy"]).ShouldBe(("true", "user", "system"));
        (await org.Delete($"{Types}/{first.Id}")).ShouldBeRefused(403, "E0000006", "cannot be deleted");
        (await org.Delete($"{Types}/default")).ShouldBeRefused(403, "E0000006", "cannot be deleted");
        (await org.Put($"{Types}/{first.Id}", Called("staff", "Staff", ""))).ShouldBeRefused(400, "E0000001", "name: of a type that there is cannot be changed");
        var renamed = (await org.Post($"{Types}/default", Called(null, "Person"))).ShouldSucceed();
        (renamed.Id, renamed["displayName"], renamed["name"], renamed["default"], renamed["created"]).ShouldBe((first.Id, "Person", "user", "true", first["created"]));
        (await org.Read("/meta/schemas/user/default")).ShouldSucceed()["title"].ShouldBe("Person");

        var made = await Made();
        (made["default"], made["name"], made["displayName"], made["description"]).ShouldBe(("false", "contractor", "Contractor", "From elsewhere"));
        made["createdBy"].ShouldNotBe("system");
        (await org.Read($"{Types}/{made.Id}")).ShouldSucceed().Text.ShouldBe(made.Text);
        (await org.Read(Types)).ShouldSucceed().Each("id").ShouldBe([first.Id, made.Id]);
        (await org.Post($"{Types}/{made.Id}", Called(null, null, "Others"))).ShouldSucceed()["displayName"].ShouldBe("Contractor");
        var replaced = (await org.Put($"{Types}/{made.Id}", Called("contractor", "Guests"))).ShouldSucceed();
        (replaced["displayName"], replaced["description"]).ShouldBe(("Guests", ""));
        (await org.Post($"{Types}/{made.Id}", Called("other", null))).ShouldBeRefused(400, "E0000001", "name: of a type");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => org.Post(Types, Called($"more{n}", "More"))));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(8);
        answers.First(answer => answer.Status != HttpStatusCode.OK).ShouldBeRefused(400, "E0000001", "there are 9 types");
        (await org.Delete($"{Types}/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Read($"{Types}/{made.Id}")).ShouldBeRefused(404, "E0000007");
        (await org.Put($"{Types}/{made.Id}", Called("contractor", "Guests"))).ShouldBeRefused(404, "E0000007");
        (await org.Read(SchemaOf(made))).ShouldBeRefused(404, "E0000007");
        (await Made()).Id.ShouldNotBe(made.Id);
    }

    [Theory]                                                           // contract §3.2, schemas
    [InlineData(null, "A", "name: The field cannot be left blank")]
    [InlineData("a", null, "displayName: The field cannot be left blank")]
    [InlineData("a", " ", "displayName: The field cannot be left blank")]
    [InlineData("a", "a\nb", "displayName: must be one line")]
    [InlineData("1a", "A", "name: must be a letter")]
    [InlineData("a-b", "A", "name: must be a letter")]
    [InlineData("user", "A", "name: An object with this field already exists")]
    [InlineData("USER", "A", "name: An object with this field already exists")]
    [InlineData("Contractor", "A", "name: An object with this field already exists")]
    public async Task What_is_no_type_is_refused(string? name, string? displayName, string cause)
    {
        await Made();
        (await org.Post(Types, Called(name, displayName))).ShouldBeRefused(400, "E0000001", cause);
    }

    [Fact]                                                             // contract §3.2; decision 0055
    public async Task People_have_the_attributes_of_their_type()
    {
        (await org.Post("/meta/schemas/user/default", JsonNode.Parse("""{"definitions":{"base":{"properties":{"lastName":{"required":false}}}}}"""))).ShouldSucceed();
        await Define("/meta/schemas/user/default", "badge", """{"required":true}""");
        var type = await Made();
        var schema = (await org.Read(SchemaOf(type))).ShouldSucceed();
        (schema["name"], schema["title"], schema["_links.type.href"]).ShouldBe(("contractor", "Contractor", type["_links.self.href"]));
        schema["definitions.base.properties.lastName.required"].ShouldBe("false");     // as it is for the others when the type is made
        schema.Object["definitions"]!["custom"]!["properties"]!.AsObject().ShouldBeEmpty();
        await Define(SchemaOf(type), "agency", """{"maxLength":5}""");
        (await org.Read("/meta/schemas/user/default")).Text.ShouldNotContain("agency");

        (await Join(type.Id, "badge", "1")).ShouldBeRefused(400, "E0000001", "badge: is not an attribute");
        (await Join(type.Id, "agency", "longer")).ShouldBeRefused(400, "E0000001", "agency: must have at most 5");
        (await Join(null, "agency", "ACME")).ShouldBeRefused(400, "E0000001", "agency: is not an attribute");
        (await Join("otyother")).ShouldBeRefused(400, "E0000001", "type: there is no user type 'otyother'");
        var person = (await Join(type.Id, "agency", "ACME")).ShouldSucceed();
        (person["type.id"], person["_links.type.href"], person["_links.schema.href"]).ShouldBe((type.Id, type["_links.self.href"], type["_links.schema.href"]));
        (await org.Read($"/users/{person.Id}")).ShouldSucceed()["type.id"].ShouldBe(type.Id);
        (await org.Post($"/users/{person.Id}", JsonNode.Parse("""{"profile":{"badge":"1"}}"""))).ShouldBeRefused(400, "E0000001", "badge: is not an attribute");
        (await org.Post($"/users/{person.Id}", JsonNode.Parse("""{"profile":{"agency":"Umbrella"}}"""))).ShouldBeRefused(400, "E0000001", "agency: must have at most 5");
        (await org.Post($"/users/{person.Id}", JsonNode.Parse("""{"profile":{"nickName":"N"}}"""))).ShouldSucceed()["profile.agency"].ShouldBe("ACME");
        var other = (await Join("default", "badge", "1")).ShouldSucceed();
        (await org.Read($"{Types}/default")).Id.ShouldBe(other["type.id"]);
    }

    [Fact]                                                             // contract §3.2; decision 0055
    public async Task Somebody_is_made_of_another_type_by_a_whole_profile()
    {
        await Define("/meta/schemas/user/default", "badge");
        var type = await Made();
        await Define(SchemaOf(type), "agency", """{"required":true}""");
        var person = (await Join(null, "badge", "1")).ShouldSucceed();
        JsonObject Whole(string? typeId, string name, string value)
        {
            var body = new JsonObject { ["profile"] = person.Object["profile"]!.DeepClone() };
            body["profile"]!.AsObject().Remove("badge");
            body["profile"]![name] = value;
            if (typeId is not null) body["type"] = new JsonObject { ["id"] = typeId };
            return body;
        }

        (await org.Post($"/users/{person.Id}", Whole(type.Id, "agency", "ACME"))).ShouldBeRefused(400, "E0000001", "type: is changed by a PUT");
        (await org.Post($"/users/{person.Id}", Whole(person["type.id"], "badge", "2"))).ShouldSucceed();
        (await org.Put($"/users/{person.Id}", Whole(type.Id, "badge", "1"))).ShouldBeRefused(400, "E0000001", "badge: is not an attribute");
        (await org.Put($"/users/{person.Id}", Whole(type.Id, "nickName", "N"))).ShouldBeRefused(400, "E0000001", "agency: The field cannot be left blank");
        var taken = Whole(type.Id, "agency", "ACME");
        taken["profile"]!["login"] = org.Person.Login;
        (await org.Put($"/users/{person.Id}", taken)).ShouldBeRefused(400, "E0000001", "login: An object with this field already exists");
        (await org.Read($"/users/{person.Id}"))["type.id"].ShouldBe(person["type.id"]);
        var changed = (await org.Put($"/users/{person.Id}", Whole(type.Id, "agency", "ACME"))).ShouldSucceed();
        (changed["type.id"], changed["profile.agency"], changed["profile.badge"]).ShouldBe((type.Id, "ACME", null));
        (await org.Put($"/users/{person.Id}", Whole(null, "agency", "Other"))).ShouldSucceed()["type.id"].ShouldBe(type.Id);
        (await org.Put($"/users/{person.Id}", Whole("default", "badge", "3"))).ShouldSucceed()["type.id"].ShouldBe(person["type.id"]);
    }

    [Fact]                                                             // contract §3.2, GET /users
    public async Task People_are_found_by_their_type_and_its_attributes()
    {
        var type = await Made();
        await Define(SchemaOf(type), "agency");
        await Define("/meta/schemas/user/default", "badge");
        var first = (await org.Read($"{Types}/default")).Id;
        var others = new List<string> { (await Join(null, "badge", "acme")).ShouldSucceed().Id, (await Join()).ShouldSucceed().Id };
        var contractors = new List<string>();
        foreach (var value in (string[])["acme", "acme", "other"]) contractors.Add((await Join(type.Id, "agency", value)).ShouldSucceed().Id);
        async Task<List<string>> Found(string search) => [.. (await org.AllPages($"/users?limit=2&search={Uri.EscapeDataString(search)}")).Order(StringComparer.Ordinal)];
        List<string> Sorted(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];

        (await Found($"type.id eq \"{type.Id}\"")).ShouldBe(Sorted(contractors));
        (await Found($"type.id eq \"{type.Id}\" and profile.agency eq \"ACME\"")).ShouldBe(Sorted(contractors.Take(2)));
        (await Found($"profile.agency eq \"acme\" or profile.badge eq \"acme\"")).ShouldBe(Sorted([.. contractors.Take(2), others[0]]));
        (await Found($"type.id eq \"{first}\" and status eq \"STAGED\"")).ShouldBe(Sorted(others));
        (await Found($"type.id ne \"{first}\"")).ShouldBe(Sorted(contractors));
        (await Found("type.id eq \"otyother\"")).ShouldBeEmpty();
        (await org.AllPages($"/users?sortBy=created&sortOrder=desc&search={Uri.EscapeDataString($"type.id eq \"{type.Id}\"")}")).ShouldBe(contractors, ignoreOrder: true);
    }

    [Fact]                                                             // contract §3.2: unique is of everybody, whatever they are
    public async Task A_unique_attribute_is_one_persons_whatever_their_type()
    {
        var (type, other) = (await Made(), await Made("guest"));
        foreach (var schema in (string[])["/meta/schemas/user/default", SchemaOf(type), SchemaOf(other)]) await Define(schema, "card", """{"unique":true}""");
        (await Join(type.Id, "card", "A1")).ShouldSucceed();
        (await Join(null, "card", "a1")).ShouldBeRefused(400, "E0000001", "card: An object with this field already exists");
        var answers = await Task.WhenAll(Enumerable.Range(0, 18).Select(n => Join(n % 3 == 0 ? null : n % 3 == 1 ? type.Id : other.Id, "card", "raced")));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]                                                             // contract §3.4, Claim; contract §3.3, rules
    public async Task Claims_and_rules_know_the_attributes_of_every_type()
    {
        var type = await Made();
        await Define(SchemaOf(type), "agency");
        var group = (await org.Post("/groups", JsonNode.Parse("""{"profile":{"name":"Agents"}}"""))).ShouldSucceed().Id;
        var rule = (await org.Post("/groups/rules", JsonNode.Parse($$$"""
            {"type":"group_rule","name":"Agents","conditions":{"expression":{"type":"urn:okta:expression:1.0","value":"user.agency == \"ACME\""}},
             "actions":{"assignUserToGroups":{"groupIds":["{{{group}}}"]} } }
            """))).ShouldSucceed().Id;
        (await org.Post($"/groups/rules/{rule}/lifecycle/activate", null)).ShouldBe(HttpStatusCode.NoContent);
        (await org.Post("/authorizationServers/default/claims", CustomServers.Claim("agency", "user.agency"))).ShouldBe(HttpStatusCode.Created);

        var me = (await org.Read($"/users/{Uri.EscapeDataString(org.Person.Login)}")).ShouldSucceed();
        var body = new JsonObject { ["type"] = new JsonObject { ["id"] = type.Id }, ["profile"] = me.Object["profile"]!.DeepClone() };
        body["profile"]!["agency"] = "ACME";
        (await org.Put($"/users/{me.Id}", body)).ShouldSucceed();
        (await org.Read($"/groups/{group}/users")).ShouldSucceed().Each("id").ShouldBe([me.Id]);
        (await org.NativeApp.TokensAsync(org.Person, "openid")).ClaimsOf("access_token")["agency"]!.GetValue<string>().ShouldBe("ACME");

        (await org.Put($"/users/{me.Id}", new JsonObject { ["type"] = new JsonObject { ["id"] = "default" }, ["profile"] = me.Object["profile"]!.DeepClone() })).ShouldSucceed();
        (await org.Read($"/groups/{group}/users")).ShouldSucceed().List.ShouldBeEmpty();
        (await org.NativeApp.TokensAsync(org.Person, "openid")).ClaimsOf("access_token")["agency"].ShouldBeNull();
    }

    [Fact]                                                             // contract §3.2; decision 0055
    public async Task A_type_that_somebody_is_of_is_not_deleted()
    {
        var type = await Made();
        var person = (await Join(type.Id)).ShouldSucceed().Id;
        (await org.Delete($"{Types}/{type.Id}")).ShouldBeRefused(400, "E0000001", "There are people of this user type");
        (await org.Delete($"/users/{person}")).ShouldBe(HttpStatusCode.NoContent);       // deactivated: still of it
        (await org.Delete($"{Types}/{type.Id}")).ShouldBeRefused(400, "E0000001", "There are people of this user type");
        (await org.Delete($"/users/{person}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Delete($"{Types}/{type.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await org.Events(type.Id)).ShouldContain("directory.non_default_user_profile.delete");
    }

    [Fact]                                                             // whoever is second sees the first: nobody is of a type that is gone
    public async Task Nobody_comes_to_be_of_a_type_that_is_deleted_at_the_same_time()
    {
        var person = (await Join()).ShouldSucceed();
        var whole = new JsonObject { ["profile"] = person.Object["profile"]!.DeepClone() };
        for (var round = 0; round < 6; round++)
        {
            var type = await Made($"brief{round}");
            whole["type"] = new JsonObject { ["id"] = type.Id };
            var answers = await Task.WhenAll(org.Delete($"{Types}/{type.Id}"), org.Put($"/users/{person.Id}", whole.DeepClone()), Join(type.Id));
            var isThere = (await org.Read($"{Types}/{type.Id}")).Status == HttpStatusCode.OK;
            isThere.ShouldBe(answers[0].Status != HttpStatusCode.NoContent);
            answers.Skip(1).Any(answer => answer.Status == HttpStatusCode.OK).ShouldBe(isThere, string.Join('\n', answers.Select(answer => answer.Text)));
        }
    }

    [Fact]                                                             // decision 0055
    public async Task Of_two_that_change_somebody_at_once_none_leaves_a_profile_of_another_type()
    {
        var type = await Made();
        await Define(SchemaOf(type), "agency");
        await Define("/meta/schemas/user/default", "badge");
        for (var round = 0; round < 6; round++)
        {
            var person = (await Join(null, "badge", "1")).ShouldSucceed();
            var whole = new JsonObject { ["type"] = new JsonObject { ["id"] = type.Id }, ["profile"] = person.Object["profile"]!.DeepClone() };
            whole["profile"]!.AsObject().Remove("badge");
            whole["profile"]!["agency"] = "ACME";
            await Task.WhenAll(org.Put($"/users/{person.Id}", whole), org.Post($"/users/{person.Id}", JsonNode.Parse("""{"profile":{"badge":"2"}}""")));
            var now = (await org.Read($"/users/{person.Id}")).ShouldSucceed();
            now[now["type.id"] == type.Id ? "profile.badge" : "profile.agency"].ShouldBeNull(now.Text);
        }
    }

    [Theory]                                                           // decision 0055
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_attribute_is_taken_from_the_people_of_its_type_alone(bool ofContractors)
    {
        var type = await Made();
        var (schema, other) = ofContractors ? (SchemaOf(type), "/meta/schemas/user/default") : ("/meta/schemas/user/default", SchemaOf(type));
        foreach (var one in (string[])[schema, other]) await Define(one, "level");
        string? theirs = ofContractors ? type.Id : null, others = ofContractors ? null : type.Id;
        var taken = await Task.WhenAll(Enumerable.Range(0, 210).Select(async n => (await Join(theirs, "level", $"{n % 7}")).ShouldSucceed().Id));
        var kept = await Task.WhenAll(Enumerable.Range(0, 210).Select(async n => (await Join(others, "level", $"{n % 7}")).ShouldSucceed().Id));

        (await org.Post(schema, Attribute("level", null))).ShouldSucceed();
        await Eventually.HoldsAsync(async () => (await org.Post(schema, Attribute("level", new JsonObject { ["title"] = "Level", ["type"] = "integer" }))).Status == HttpStatusCode.OK);
        (await org.AllPages($"/users?limit=200&search={Uri.EscapeDataString("profile.level pr")}")).Order(StringComparer.Ordinal).ShouldBe(kept.Order(StringComparer.Ordinal));
        foreach (var id in taken.Take(3)) (await org.Read($"/users/{id}"))["profile.level"].ShouldBeNull();
        foreach (var id in kept.Take(3)) (await org.Read($"/users/{id}"))["profile.level"].ShouldNotBeNull();
    }

    [Fact]                                                             // a server before types takes no job of theirs
    public void The_jobs_of_a_type_are_of_a_kind_of_their_own() =>
        org.Services.GetServices<ICourier>().Select(courier => courier.Kind.Name).ShouldContain(TypeAttributeRemoval.Removals.Name);

    [Fact]                                                             // decision 0055: as a server before this one writes people
    public async Task Who_was_there_before_types_is_of_the_one_that_every_org_has()
    {
        var person = (await Join()).ShouldSucceed();
        var db = org.Services.GetRequiredService<Database>();
        (await db.One<string>("select type_id from users where id = @Id", new { person.Id }, default)).ShouldBe("");
        person["type.id"].ShouldBe((await org.Read($"{Types}/default")).Id);
    }
}
