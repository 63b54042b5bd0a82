using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>/idp/myaccount/profile and /organization. What people may change is what the account page lets them change. Contract §4.1.</summary>
internal static class MyProfileApi
{
    private const string Resource = "profile";

    public static RouteGroupBuilder MapMyProfile(this RouteGroupBuilder mine)
    {
        mine.MapGet("/profile", Get).For(Resource);
        mine.MapPut("/profile", Replace).For(Resource, manage: true);
        mine.MapGet("/profile/schema", Schema).For(Resource);
        mine.MapGet("/organization", Organization).For("organization");
        mine.MapGet("/okta-applications", Applications).For("oktaApplications");
        return mine;
    }

    private static async Task<IResult> Get(HttpContext http, ProfileSchemas schemas) =>
        MyAccountJson.Answer(Json(http.Org, http.Mine.User, await schemas.OfType(http.Org.Id, http.Mine.User.TypeId, http.RequestAborted)));

    /// <summary>What may be changed and is left out is cleared; what may not be changed stays, and may be sent back as it is.</summary>
    private static async Task<IResult> Replace(HttpContext http, ProfileSchemas schemas, UserChanges changes, MailReach reach)
    {
        var given = (await ApiJson.RequireBody(http)).Object("profile") ?? throw ApiError.Validation("profile", "profile: The field cannot be left blank");
        var schema = await schemas.OfType(http.Org.Id, http.Mine.User.TypeId, http.RequestAborted);
        var own = OwnProfile.Of(http.Org);
        var changed = await changes.Revise(http.Mine.Doing, http.Mine.User, current =>
        {
            foreach (var (name, value) in given)
                if (!own.Contains(name) && !JsonNode.DeepEquals(value, current.Profile[name]))
                    throw new RuleException(name, "is not yours to change in this organization");
            return UserDraft.Of(current, OwnProfile.Given(http.Org, given.Text), schema, reach);
        }) ?? throw ApiError.InvalidToken();
        return MyAccountJson.Answer(Json(http.Org, changed, schema));
    }

    private static async Task<IResult> Schema(HttpContext http, ProfileSchemas schemas)
    {
        var schema = await schemas.OfType(http.Org.Id, http.Mine.User.TypeId, http.RequestAborted);
        var own = OwnProfile.Of(http.Org);
        var properties = new JsonObject();
        foreach (var (name, attribute) in schema.Base.Where(one => !schema.Hidden.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal))
            properties[name] = new JsonObject
            {
                ["title"] = attribute.Title, ["type"] = "string", ["maxLength"] = attribute.Longest, ["required"] = schema.RequiredBase.Contains(name),
                ["permissions"] = new JsonArray(new JsonObject { ["principal"] = "SELF", ["action"] = own.Contains(name) ? "READ_WRITE" : "READ_ONLY" }),
            };
        return MyAccountJson.Answer(new JsonObject
        {
            ["properties"] = properties,
            ["_links"] = new JsonObject
            {
                ["self"] = MyAccountJson.To(http.Org, "profile/schema"), ["user"] = MyAccountJson.To(http.Org, "profile", "GET", "PUT"),
            },
        });
    }

    private static IResult Organization(HttpContext http) => MyAccountJson.Answer(new JsonObject
    {
        ["name"] = http.Org.Name,
        ["url"] = http.Org.Url,
        ["_links"] = new JsonObject { ["self"] = MyAccountJson.To(http.Org, "organization") },
    });

    /// <summary>Applications of Okta's own that a person may open: none are here beside the account page, which is no application.</summary>
    private static IResult Applications(HttpContext http) => MyAccountJson.List([]);

    private static JsonObject Json(Org org, User user, ProfileSchema schema) => new()
    {
        ["createdAt"] = ApiJson.Date(user.CreatedAt),
        ["modifiedAt"] = ApiJson.Date(user.UpdatedAt),
        ["profile"] = new JsonObject(user.Profile.Where(one => !schema.Hidden.Contains(one.Key))
            .Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))),
        ["_links"] = new JsonObject
        {
            ["self"] = MyAccountJson.To(org, "profile", "GET", "PUT"), ["describedBy"] = MyAccountJson.To(org, "profile/schema"),
        },
    };
}
