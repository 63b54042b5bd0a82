using System.Text.Json.Nodes;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>POST /oauth2/v1/global-token-revocation: a person is signed out everywhere. Contract §2.13; the subject as RFC 9493 writes one.</summary>
internal static class GlobalRevocationEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, Users users, GrantChanges changes)
    {
        var subject = (await ApiJson.RequireBody(http)).Object("sub_id") ?? throw ApiError.Validation("sub_id", "sub_id: is required");
        var user = await Find(http, subject, users)
            ?? throw ApiError.NotFound(subject.Text("id") ?? subject.Text("sub") ?? subject.Text("email") ?? "", "User");
        await changes.EndEverything(http.Doing, await UserReach.RequireUnnamed(http, user));
        return ApiAnswers.Nothing();
    }

    private static async Task<User?> Find(HttpContext http, JsonObject subject, Users users)
    {
        string Member(string name) =>
            subject.Text(name) is { Length: > 0 } value ? value : throw ApiError.Validation($"sub_id.{name}", $"sub_id.{name}: is required");
        switch (Member("format"))
        {
            case "opaque":
                return await users.Read(http.Org.Id, Member("id"), http.RequestAborted);
            case "iss_sub":
                var issuer = Member("iss");
                if (issuer != http.Org.Url && !issuer.StartsWith(http.Org.Url + "/oauth2/", StringComparison.Ordinal))
                    throw ApiError.Validation("sub_id.iss", "sub_id.iss: is not an issuer of this org");
                return await users.Read(http.Org.Id, Member("sub"), http.RequestAborted);
            case "email":
                return await users.FindByLogin(http.Org.Id, Member("email"), http.RequestAborted);
            default:
                throw ApiError.Validation("sub_id.format", "sub_id.format: must be opaque, iss_sub or email");
        }
    }
}
