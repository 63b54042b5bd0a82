using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.People;

/// <summary>A person as the management API answers them. Contract §3.2. The password shows only as being there.</summary>
internal static class UserJson
{
    public static JsonObject Of(User user, HttpContext http)
    {
        var status = user.StatusAt(http.RequestServices.GetRequiredService<TimeProvider>().Now);
        return new()
        {
            ["id"] = user.Id,
            ["status"] = status.Wire(),
            ["created"] = ApiJson.Date(user.CreatedAt),
            ["activated"] = ApiJson.Date(user.ActivatedAt),
            ["statusChanged"] = ApiJson.Date(user.StatusChangedAt),
            ["lastLogin"] = ApiJson.Date(user.LastLoginAt),
            ["lastUpdated"] = ApiJson.Date(user.UpdatedAt),
            ["passwordChanged"] = ApiJson.Date(user.PasswordChangedAt),
            ["type"] = new JsonObject { ["id"] = user.TypeId },
            ["profile"] = user.Profile.DeepClone(),
            ["credentials"] = Credentials(user),
            ["_links"] = Links(user, status, http.Org),
        };
    }

    public static JsonObject Credentials(User user)
    {
        var credentials = new JsonObject();
        if (user.PasswordHash is not null) credentials["password"] = new JsonObject();
        if (user.RecoveryQuestion is { } question) credentials["recovery_question"] = new JsonObject { ["question"] = question };
        credentials["emails"] = new JsonArray(
            new JsonObject { ["value"] = user.Email, ["status"] = user.EmailVerified ? "VERIFIED" : "UNVERIFIED", ["type"] = "PRIMARY" });
        credentials["provider"] = new JsonObject { ["type"] = "OKTA", ["name"] = "OKTA" };
        return credentials;
    }

    /// <summary>The steps that are possible from where the person stands.</summary>
    private static JsonObject Links(User user, UserStatus status, Org org)
    {
        var links = new JsonObject
        {
            ["self"] = Hal.To(org, $"users/{user.Id}"), ["schema"] = Hal.To(org, $"meta/schemas/user/{UserType.SchemaIdOf(user.TypeId)}"),
            ["type"] = Hal.To(org, $"meta/types/user/{user.TypeId}"),
        };
        foreach (var step in UserStatuses.StepsFrom(status)) links[NameOf(step)] = Hal.To(org, $"users/{user.Id}/lifecycle/{step}", "POST");
        if (status is UserStatus.Active or UserStatus.PasswordExpired)
        {
            links["changePassword"] = Hal.To(org, $"users/{user.Id}/credentials/change_password", "POST");
            links["changeRecoveryQuestion"] = Hal.To(org, $"users/{user.Id}/credentials/change_recovery_question", "POST");
            links["forgotPassword"] = Hal.To(org, $"users/{user.Id}/credentials/forgot_password", "POST");
        }
        return links;
    }

    private static string NameOf(string step) => step switch
    {
        "reset_password" => "resetPassword",
        "expire_password" => "expirePassword",
        _ => step,
    };
}
