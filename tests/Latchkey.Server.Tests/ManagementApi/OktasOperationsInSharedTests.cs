using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Faces.Management.Refusals;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>
/// How much of Okta's API is here, operation by operation, and whether answers have the shape that Okta publishes. The lists lie beside the repository
/// (../shared/okta), so these are skipped in a clone.
/// </summary>
public sealed partial class OktasOperationsInSharedTests(OrgFixture fixture, ITestOutputHelper output) : OrgTest(fixture)
{
    private sealed record Operation(string Path, string Method, string Name, bool Wanted);

    private static Operation[] Operations => [.. File.ReadLines(Path.Combine(SharedFactAttribute.Folder!, "operations.tsv")).Skip(1).Select(line => line.Split('\t'))
        .Select(cells => new Operation(cells[0], cells[1], cells[2], cells[6] == "yes"))];

    /// <summary>They come with the Identity Engine and with other providers.</summary>
    private static bool IsOfTheNextIssue(Operation operation) => operation.Path.StartsWith("/idp/", StringComparison.Ordinal) || operation.Path.StartsWith("/api/v1/idps", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 60_000)]
    private static partial Regex Parameter();

    private (HashSet<string> Served, HashSet<string> Refused) Routes()
    {
        var refused = RefusedOperations.All.Select(one => "/api/v1" + one.Path).ToHashSet(StringComparer.Ordinal);
        var (here, not) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + route.RoutePattern.RawText!.Trim('/');
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []) (refused.Contains(path) ? not : here).Add($"{method} {Parameter().Replace(path.Replace("{*rest}", "*", StringComparison.Ordinal), "{}")}");
        }
        return (here, not);
    }

    /// <summary>A literal of a route before a parameter, as the server itself chooses.</summary>
    private static string? Found(Operation operation, HashSet<string> routes)
    {
        var path = $"{operation.Method} {Parameter().Replace(operation.Path, "{}")}";
        if (routes.Contains(path)) return path;
        var parts = path.Split('/');
        return routes.FirstOrDefault(route => route.Split('/') is var other && (other[^1] == "*" ? other.Length <= parts.Length && other[..^1].Zip(parts).All(pair => Fits(pair.First, pair.Second))
            : other.Length == parts.Length && other.Zip(parts).All(pair => Fits(pair.First, pair.Second))));
    }

    private static bool Fits(string route, string part) => route == "{}" || route.Equals(part, StringComparison.OrdinalIgnoreCase);

    [SharedFact]                                                       // ruling 21
    public void Operations_that_are_wanted_are_served_or_refused_or_said_to_be_missing()
    {
        var (served, refused) = Routes();
        var wanted = Operations.Where(operation => operation.Wanted && !IsOfTheNextIssue(operation)).ToArray();
        wanted.Length.ShouldBeGreaterThan(400);
        var there = wanted.Where(operation => Found(operation, served) is not null && (Found(operation, refused) is null || Found(operation, served) == $"{operation.Method} {Parameter().Replace(operation.Path, "{}")}")).ToArray();
        var not = wanted.Except(there).Where(operation => Found(operation, refused) is not null).ToArray();
        var missing = wanted.Except(there).Except(not).ToArray();

        var page = new StringBuilder("# Operations\n\nWritten by `OktasOperationsInSharedTests` (LATCHKEY_ACCEPT=1).\n\n")
            .Append(CultureInfo.InvariantCulture, $"Of {wanted.Length} operations of Okta's API that Latchkey is to have, {there.Length} are served and {not.Length} refused for the reasons in [refused.md](refused.md); {missing.Length} are not built.\nThose of other identity providers (`/api/v1/idps`) and of the Identity Engine (`/idp`) are not counted.\n\n## Not built\n");
        foreach (var family in missing.GroupBy(operation => string.Join('/', operation.Path.Split('/').Take(4))).OrderBy(family => family.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"\n- `{family.Key}`: {string.Join(", ", family.Select(operation => operation.Name).Order(StringComparer.Ordinal))}");
        var said = page.Append('\n').ToString();
        var counted = $"{there.Length} of {wanted.Length} wanted operations are served, {not.Length} refused, {missing.Length} not built.";
        output.WriteLine(counted);
        Reports.Say("operations", counted);

        var file = Path.Combine(Repository.Root, "docs", "reference", "operations.md");
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(file, said);
        // What is built later makes the page outdated, not wrong; what is lost is told here.
        var listed = File.ReadAllText(file);
        missing.Select(operation => operation.Name).Where(name => !listed.Contains(name, StringComparison.Ordinal))
            .ShouldBeEmpty("These were served before. To write the page anew: LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Server.Tests --filter OktasOperations");
    }

    /// <summary>So many answers were valid when this was written.</summary>
    private const int Valid = 40;

    [SharedFact]                                                       // ruling 23
    public async Task Answers_have_the_shape_that_is_published()
    {
        var shapes = new Shapes();
        var (valid, asked, problems, older) = (0, 0, new List<string>(), new List<string>());
        async Task<ApiAnswer> Ask(string operation, string path, JsonNode? body = null, bool strictly = true)
        {
            asked++;
            var answer = await Org.Call(new HttpMethod(operation.Split(' ')[0]), path["/api/v1".Length..], body);
            ((int)answer.Status).ShouldBeLessThan(300, $"{operation}: {answer.Text}");
            var found = shapes.Problems(operation, (int)answer.Status, answer.Body).Where(problem => ShapeExceptions.Excuses(operation, problem) is null).ToArray();
            if (found.Length == 0 && shapes.Has(operation, (int)answer.Status)) valid++;
            (strictly ? problems : older).AddRange(found.Take(5).Select(problem => $"{operation}: {problem}"));
            return answer;
        }

        await Ask("GET /api/v1/meta/schemas/user/{schemaId}", "/api/v1/meta/schemas/user/default");
        await Ask("POST /api/v1/meta/schemas/user/{schemaId}", "/api/v1/meta/schemas/user/default", JsonNode.Parse("""
            {"definitions":{"custom":{"properties":{
              "badge":{"title":"Badge","type":"string","maxLength":10,"unique":true},"level":{"title":"Level","type":"integer","enum":[1,2]},
              "teams":{"title":"Teams","type":"array","items":{"type":"string","oneOf":[{"const":"a","title":"A"}]}}}}}}
            """));
        await Ask("GET /api/v1/meta/schemas/group/default", "/api/v1/meta/schemas/group/default");
        await Ask("POST /api/v1/meta/schemas/group/default", "/api/v1/meta/schemas/group/default", JsonNode.Parse("""{"definitions":{"custom":{"properties":{"costCenter":{"title":"Cost center","type":"string","maxLength":10}}}}}"""));
        await Ask("GET /api/v1/meta/types/user", "/api/v1/meta/types/user");
        await Ask("GET /api/v1/meta/types/user/{typeId}", "/api/v1/meta/types/user/default");
        var type = (await Ask("POST /api/v1/meta/types/user", "/api/v1/meta/types/user", JsonNode.Parse("""{"name":"contractor","displayName":"Contractor","description":"From elsewhere"}"""))).Id;
        await Ask("POST /api/v1/meta/types/user/{typeId}", $"/api/v1/meta/types/user/{type}", JsonNode.Parse("""{"displayName":"Guest"}"""));
        await Ask("PUT /api/v1/meta/types/user/{typeId}", $"/api/v1/meta/types/user/{type}", JsonNode.Parse("""{"name":"contractor","displayName":"Guest","description":""}"""));
        await Ask("DELETE /api/v1/meta/types/user/{typeId}", $"/api/v1/meta/types/user/{type}");
        var shop = ApiCalls.NewApp("web", new JsonObject { ["initiate_login_uri"] = "https://shop.example.com/" });
        shop["visibility"] = new JsonObject { ["hide"] = new JsonObject { ["iOS"] = false, ["web"] = false } };
        var app = (await Org.Post("/apps", shop)).ShouldSucceed().Id;
        await Ask("GET /api/v1/meta/schemas/apps/{appId}/default", $"/api/v1/meta/schemas/apps/{app}/default");
        await Ask("POST /api/v1/meta/schemas/apps/{appId}/default", $"/api/v1/meta/schemas/apps/{app}/default", JsonNode.Parse("""{"definitions":{"custom":{"properties":{"seat":{"title":"Seat","type":"number"}}}}}"""));

        var keys = $"/api/v1/apps/{app}/credentials";
        var key = await Ask("POST /api/v1/apps/{appId}/credentials/keys/generate", $"{keys}/keys/generate?validityYears=2");
        await Ask("GET /api/v1/apps/{appId}/credentials/keys", $"{keys}/keys");
        await Ask("GET /api/v1/apps/{appId}/credentials/keys/{keyId}", $"{keys}/keys/{key["kid"]}");
        await Ask("POST /api/v1/apps/{appId}/credentials/keys/{keyId}/clone", $"{keys}/keys/{key["kid"]}/clone?targetAid={(await Org.Post("/apps", ApiCalls.NewApp("web"))).ShouldSucceed().Id}");
        var request = await Ask("POST /api/v1/apps/{appId}/credentials/csrs", $"{keys}/csrs", JsonNode.Parse("""{"subject":{"commonName":"shapes"}}"""));
        await Ask("GET /api/v1/apps/{appId}/credentials/csrs", $"{keys}/csrs");
        await Ask("GET /api/v1/apps/{appId}/credentials/csrs/{csrId}", $"{keys}/csrs/{request.Id}");

        var group = (await Org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Shapes" } })).ShouldSucceed().Id;
        var rule = (await Ask("POST /api/v1/groups/rules", "/api/v1/groups/rules", JsonNode.Parse($$$$"""
            {"type":"group_rule","name":"Shapes","conditions":{"expression":{"value":"user.badge == 'x'","type":"urn:okta:expression:1.0"}},"actions":{"assignUserToGroups":{"groupIds":["{{{{group}}}}"]}}}
            """))).Id;
        await Ask("GET /api/v1/groups/rules", "/api/v1/groups/rules");
        await Ask("GET /api/v1/groups/rules/{groupRuleId}", $"/api/v1/groups/rules/{rule}?expand=groupIdToGroupNameMap");
        await Ask("PUT /api/v1/groups/rules/{groupRuleId}", $"/api/v1/groups/rules/{rule}", (await Org.Read($"/groups/rules/{rule}")).Object.DeepClone());

        var person = (await Org.Post("/users", ApiCalls.NewUser("shapes@example.com", "Correct-Horse-7"))).ShouldSucceed().Id;
        var other = (await Org.Post("/users?activate=false", ApiCalls.NewUser("shapes2@example.com"))).ShouldSucceed().Id;
        await Ask("GET /api/v1/meta/schemas/user/linkedObjects", "/api/v1/meta/schemas/user/linkedObjects");
        await Ask("POST /api/v1/meta/schemas/user/linkedObjects", "/api/v1/meta/schemas/user/linkedObjects", JsonNode.Parse("""{"primary":{"name":"boss","title":"B","type":"USER"},"associated":{"name":"worker","title":"W","type":"USER"}}"""));
        await Ask("GET /api/v1/meta/schemas/user/linkedObjects/{linkedObjectName}", "/api/v1/meta/schemas/user/linkedObjects/boss");
        (await Org.Put($"/users/{person}/linkedObjects/boss/{other}")).ShouldBe(HttpStatusCode.NoContent);
        await Ask("GET /api/v1/users/{userIdOrLogin}/linkedObjects/{relationshipName}", $"/api/v1/users/{person}/linkedObjects/boss");
        (await Org.Post($"/apps/{app}/users", new JsonObject { ["id"] = person })).ShouldSucceed();
        await Ask("GET /api/v1/users/{id}/appLinks", $"/api/v1/users/{person}/appLinks");
        await Ask("GET /api/v1/users/{id}/blocks", $"/api/v1/users/{person}/blocks");
        await Ask("GET /api/v1/users/{id}/idps", $"/api/v1/users/{person}/idps");
        await Ask("GET /api/v1/users/{userId}/subscriptions", $"/api/v1/users/{person}/subscriptions");
        await Ask("GET /api/v1/roles/{roleRef}/subscriptions", "/api/v1/roles/USER_ADMIN/subscriptions");
        await Ask("GET /api/v1/roles/{roleRef}/subscriptions/{notificationType}", "/api/v1/roles/USER_ADMIN/subscriptions/USER_LOCKED_OUT");
        await Ask("GET /api/v1/users/{userId}/subscriptions/{notificationType}", $"/api/v1/users/{person}/subscriptions/USER_LOCKED_OUT");
        await Ask("POST /api/v1/users/{userId}/credentials/change_recovery_question", $"/api/v1/users/{person}/credentials/change_recovery_question", JsonNode.Parse("""{"password":{"value":"Correct-Horse-7"},"recovery_question":{"question":"Who?","answer":"Nobody"}}"""));
        await Ask("POST /api/v1/users/{userId}/credentials/forgot_password", $"/api/v1/users/{person}/credentials/forgot_password?sendEmail=false");
        await Ask("POST /api/v1/users/{userId}/credentials/forgot_password_recovery_question", $"/api/v1/users/{person}/credentials/forgot_password_recovery_question", JsonNode.Parse("""{"password":{"value":"Correct-Horse-8"},"recovery_question":{"answer":"nobody"}}"""));

        await Ask("GET /api/v1/org/contacts", "/api/v1/org/contacts");
        await Ask("PUT /api/v1/org/contacts/{contactType}", "/api/v1/org/contacts/TECHNICAL", new JsonObject { ["userId"] = person });
        await Ask("GET /api/v1/org/contacts/{contactType}", "/api/v1/org/contacts/TECHNICAL");
        await Ask("GET /api/v1/org/preferences", "/api/v1/org/preferences");
        await Ask("GET /api/v1/org/settings/autoAssignAdminAppSetting", "/api/v1/org/settings/autoAssignAdminAppSetting");
        await Ask("GET /api/v1/org/settings/clientPrivilegesSetting", "/api/v1/org/settings/clientPrivilegesSetting");
        await Ask("GET /api/v1/rate-limit-settings/admin-notifications", "/api/v1/rate-limit-settings/admin-notifications");
        await Ask("GET /api/v1/rate-limit-settings/per-client", "/api/v1/rate-limit-settings/per-client");
        await Ask("GET /api/v1/features", "/api/v1/features");
        await Ask("GET /api/v1/mappings", "/api/v1/mappings");
        var authenticators = await Ask("GET /api/v1/authenticators", "/api/v1/authenticators");
        foreach (var id in authenticators.Each("id"))
        {
            await Ask("GET /api/v1/authenticators/{authenticatorId}", $"/api/v1/authenticators/{id}");
            await Ask("GET /api/v1/authenticators/{authenticatorId}/methods", $"/api/v1/authenticators/{id}/methods");
        }

        var hookKey = await Ask("POST /api/v1/hook-keys", "/api/v1/hook-keys", new JsonObject { ["name"] = "Shapes" });
        await Ask("GET /api/v1/hook-keys", "/api/v1/hook-keys");
        await Ask("GET /api/v1/hook-keys/{id}", $"/api/v1/hook-keys/{hookKey.Id}");
        await Ask("PUT /api/v1/hook-keys/{id}", $"/api/v1/hook-keys/{hookKey.Id}", new JsonObject { ["name"] = "Shapes too" });
        await Ask("GET /api/v1/hook-keys/public/{keyId}", $"/api/v1/hook-keys/public/{hookKey["keyId"]}");
        var inline = (await Ask("POST /api/v1/inlineHooks", "/api/v1/inlineHooks", HookBodies.Inline("Shapes", "https://hooks.example.com/", secret: "x"))).Id;
        await Ask("POST /api/v1/inlineHooks", "/api/v1/inlineHooks", HookBodies.InlineByToken("Shapes by token", "https://hooks.example.com/", "https://as.example.com/token", null, hookKey.Id));
        await Ask("GET /api/v1/inlineHooks", "/api/v1/inlineHooks");
        await Ask("GET /api/v1/inlineHooks/{inlineHookId}", $"/api/v1/inlineHooks/{inline}");
        await Ask("PUT /api/v1/inlineHooks/{inlineHookId}", $"/api/v1/inlineHooks/{inline}", (await Org.Read($"/inlineHooks/{inline}")).Object.DeepClone());
        await Ask("POST /api/v1/inlineHooks/{inlineHookId}", $"/api/v1/inlineHooks/{inline}", new JsonObject { ["name"] = "Shapes of a hook" });
        await Ask("POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/deactivate", $"/api/v1/inlineHooks/{inline}/lifecycle/deactivate");
        await Ask("POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/activate", $"/api/v1/inlineHooks/{inline}/lifecycle/activate");

        await using var receiver = await HookReceiver.Start();
        receiver.Answers = HookBodies.Verifies;
        await Ask("POST /api/v1/inlineHooks/{inlineHookId}", $"/api/v1/inlineHooks/{inline}", new JsonObject { ["channel"] = HookBodies.Inline("", receiver.Url)["channel"]!.DeepClone() });
        await Ask("POST /api/v1/inlineHooks/{inlineHookId}/execute", $"/api/v1/inlineHooks/{inline}/execute", new JsonObject(), strictly: false);
        var told = (await Ask("POST /api/v1/eventHooks", "/api/v1/eventHooks", HookBodies.Event("Shapes", receiver.Url, "x"))).Id;
        await Ask("GET /api/v1/eventHooks", "/api/v1/eventHooks");
        await Ask("GET /api/v1/eventHooks/{eventHookId}", $"/api/v1/eventHooks/{told}");
        await Ask("PUT /api/v1/eventHooks/{eventHookId}", $"/api/v1/eventHooks/{told}", (await Org.Read($"/eventHooks/{told}")).Object.DeepClone());
        foreach (var step in (string[])["verify", "deactivate", "activate"]) await Ask($"POST /api/v1/eventHooks/{{eventHookId}}/lifecycle/{step}", $"/api/v1/eventHooks/{told}/lifecycle/{step}");

        await Ask("POST /api/v1/groups/{groupId}/owners", $"/api/v1/groups/{group}/owners", new JsonObject { ["id"] = person, ["type"] = "USER" });
        await Ask("GET /api/v1/groups/{groupId}/owners", $"/api/v1/groups/{group}/owners");

        // Of these some say null where the document knows none, as Okta does itself.
        var (policy, server) = ((await Org.Read("/policies?type=ACCESS_POLICY")).ShouldSucceed().Each("id")[0], "/api/v1/authorizationServers/default");
        foreach (var (operation, path) in (IEnumerable<(string, string)>)
        [
            ("/api/v1/users", "/api/v1/users"), ("/api/v1/users/{id}", $"/api/v1/users/{person}"), ("/api/v1/users/{id}/groups", $"/api/v1/users/{person}/groups"),
            ("/api/v1/users/{userId}/factors", $"/api/v1/users/{person}/factors"), ("/api/v1/users/{userId}/factors/catalog", $"/api/v1/users/{person}/factors/catalog"),
            ("/api/v1/users/{userId}/clients", $"/api/v1/users/{person}/clients"), ("/api/v1/users/{userId}/grants", $"/api/v1/users/{person}/grants"),
            ("/api/v1/groups", "/api/v1/groups"), ("/api/v1/groups/{groupId}", $"/api/v1/groups/{group}"), ("/api/v1/groups/{groupId}/users", $"/api/v1/groups/{group}/users"),
            ("/api/v1/groups/{groupId}/apps", $"/api/v1/groups/{group}/apps"), ("/api/v1/apps", "/api/v1/apps"), ("/api/v1/apps/{appId}", $"/api/v1/apps/{app}"),
            ("/api/v1/apps/{appId}/users", $"/api/v1/apps/{app}/users"), ("/api/v1/apps/{appId}/users/{userId}", $"/api/v1/apps/{app}/users/{person}"),
            ("/api/v1/apps/{appId}/groups", $"/api/v1/apps/{app}/groups"), ("/api/v1/apps/{appId}/grants", $"/api/v1/apps/{app}/grants"),
            ("/api/v1/apps/{appId}/tokens", $"/api/v1/apps/{app}/tokens"), ("/api/v1/apps/{appId}/credentials/secrets", $"/api/v1/apps/{app}/credentials/secrets"),
            ("/api/v1/apps/{appId}/credentials/jwks", $"/api/v1/apps/{app}/credentials/jwks"), ("/api/v1/authorizationServers", "/api/v1/authorizationServers"),
            ("/api/v1/authorizationServers/{authServerId}", server), ("/api/v1/authorizationServers/{authServerId}/scopes", $"{server}/scopes"),
            ("/api/v1/authorizationServers/{authServerId}/claims", $"{server}/claims"), ("/api/v1/authorizationServers/{authServerId}/policies", $"{server}/policies"),
            ("/api/v1/authorizationServers/{authServerId}/clients", $"{server}/clients"), ("/api/v1/authorizationServers/{authServerId}/credentials/keys", $"{server}/credentials/keys"),
            ("/api/v1/trustedOrigins", "/api/v1/trustedOrigins"), ("/api/v1/zones", "/api/v1/zones"), ("/api/v1/policies", "/api/v1/policies?type=ACCESS_POLICY"),
            ("/api/v1/policies/{policyId}", $"/api/v1/policies/{policy}"), ("/api/v1/policies/{policyId}/rules", $"/api/v1/policies/{policy}/rules"),
            ("/api/v1/logs", "/api/v1/logs?limit=20"), ("/api/v1/api-tokens", "/api/v1/api-tokens"), ("/api/v1/org", "/api/v1/org"),
        ]) await Ask($"GET {operation}", path, strictly: false);

        Reports.Say("shapes", $"{valid} of {asked} answers that were asked for have the shape that Okta publishes.");
        output.WriteLine($"{valid} of {asked} answers have the shape that is published.");
        foreach (var problem in older.Distinct()) output.WriteLine(problem);
        problems.Distinct().ShouldBeEmpty();
        valid.ShouldBeGreaterThanOrEqualTo(Valid);
    }
}
