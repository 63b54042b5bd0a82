using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Policies and zones as tests make them.</summary>
internal static class PolicyCalls
{
    /// <summary>The one of its kind that every org has.</summary>
    public static async Task<ApiAnswer> SystemPolicy(this TestOrg org, string type) =>
        await org.Read($"/policies/{(await org.Read($"/policies?type={type}")).ShouldSucceed().List.Single(one => one!["system"]!.GetValue<bool>())!["id"]}");

    public static async Task<string> Group(this TestOrg org, params TestPerson[] people)
    {
        var id = (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = Ids.New("g") } })).ShouldSucceed().Id;
        foreach (var person in people) (await org.Put($"/groups/{id}/users/{person.Id}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        return id;
    }

    public static JsonObject Policy(string type, string? group = null, JsonObject? settings = null, int? priority = null)
    {
        var body = new JsonObject { ["type"] = type, ["name"] = Ids.New("p") };
        if (group is not null) body["conditions"] = new JsonObject { ["people"] = new JsonObject { ["groups"] = new JsonObject { ["include"] = new JsonArray(group) } } };
        if (settings is not null) body["settings"] = settings;
        if (priority is not null) body["priority"] = priority;
        return body;
    }

    public static JsonObject Rule(string type, JsonObject actions, JsonObject? conditions = null, int? priority = null)
    {
        var body = new JsonObject { ["type"] = type, ["name"] = Ids.New("r"), ["actions"] = actions };
        if (conditions is not null) body["conditions"] = conditions;
        if (priority is not null) body["priority"] = priority;
        return body;
    }

    public static JsonObject OfSession(string access = "ALLOW", bool? requireFactor = null, string? mode = null, int? minutes = null, bool? remember = null, JsonObject? session = null)
    {
        var action = new JsonObject { ["access"] = access };
        if (requireFactor is not null) action["requireFactor"] = requireFactor;
        if (mode is not null) action["factorPromptMode"] = mode;
        if (minutes is not null) action["factorLifetime"] = minutes;
        if (remember is not null) action["rememberDeviceByDefault"] = remember;
        if (session is not null) action["session"] = session;
        return new() { ["signon"] = action };
    }

    public static JsonObject OfApp(string access = "ALLOW", string mode = "1FA", string? again = null, JsonArray? constraints = null)
    {
        var method = new JsonObject { ["type"] = "ASSURANCE", ["factorMode"] = mode };
        if (again is not null) method["reauthenticateIn"] = again;
        if (constraints is not null) method["constraints"] = constraints;
        return new() { ["appSignOn"] = new JsonObject { ["access"] = access, ["verificationMethod"] = method } };
    }

    public static JsonObject InZone(string zone) => new() { ["network"] = new JsonObject { ["connection"] = "ZONE", ["include"] = new JsonArray(zone) } };

    public static JsonObject Zone(string gateway, string usage = "POLICY", string? name = null) => new()
    {
        ["type"] = "IP", ["name"] = name ?? Ids.New("z"), ["usage"] = usage,
        ["gateways"] = new JsonArray(new JsonObject { ["type"] = gateway.Contains('/', StringComparison.Ordinal) ? "CIDR" : "RANGE", ["value"] = gateway }),
    };

    /// <summary>A policy with one rule, for the people of a group, before every other.</summary>
    public static async Task<string> SignOnPolicy(this TestOrg org, string group, JsonObject action, JsonObject? conditions = null)
    {
        var policy = (await org.Post("/policies", Policy("OKTA_SIGN_ON", group, priority: 1))).ShouldSucceed().Id;
        (await org.Post($"/policies/{policy}/rules", Rule("SIGN_ON", action, conditions))).ShouldSucceed();
        return policy;
    }

    /// <summary>A policy with one rule above the one it came with, for an app.</summary>
    public static async Task<string> AccessPolicy(this TestOrg org, string appId, JsonObject action, JsonObject? conditions = null)
    {
        var policy = (await org.Post("/policies", Policy("ACCESS_POLICY"))).ShouldSucceed().Id;
        (await org.Post($"/policies/{policy}/rules", Rule("ACCESS_POLICY", action, conditions))).ShouldSucceed();
        (await org.Put($"/apps/{appId}/policies/{policy}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        return policy;
    }

    /// <summary>The apps that name it have the policy that every org has from then on.</summary>
    public static async Task DeletePolicy(this TestOrg org, string policy)
    {
        foreach (var app in (await org.Read($"/policies/{policy}/mappings")).ShouldSucceed().Each("id"))
            (await org.Delete($"/policies/{policy}/mappings/{app}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await org.Delete($"/policies/{policy}")).ShouldBe(System.Net.HttpStatusCode.NoContent);
    }
}
