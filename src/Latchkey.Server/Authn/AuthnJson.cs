using System.Text.Json.Nodes;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;
using Latchkey.Server.Users;

namespace Latchkey.Server.Authn;

/// <summary>Answers of /api/v1/authn. Contract §3.5.</summary>
public static class AuthnJson
{
    /// <summary>No state token here: clients take one for a sign-in that is not finished (contract §3.5, pain 16).</summary>
    public static JsonObject Success(User user, string sessionToken, DateTimeOffset expiresAt, string? relayState) => With(relayState, new()
    {
        ["expiresAt"] = ApiJson.Date(expiresAt),
        ["status"] = AuthnStatus.Success,
        ["sessionToken"] = sessionToken,
        ["_embedded"] = new JsonObject { ["user"] = Of(user) },
    });

    /// <summary>What is to be done next, and where.</summary>
    public static JsonObject Pending(Org org, string stateToken, AuthnTransaction transaction, User user)
    {
        var (name, path) = transaction.Status switch
        {
            AuthnStatus.PasswordExpired => ("changePassword", "credentials/change_password"),
            AuthnStatus.PasswordReset => ("resetPassword", "credentials/reset_password"),
            _ => throw new InvalidOperationException($"A transaction has the unknown status {transaction.Status}."),
        };
        var next = Hal.To(org, $"authn/{path}", "POST");
        next["name"] = name;
        return With(transaction.RelayState, new()
        {
            ["stateToken"] = stateToken,
            ["expiresAt"] = ApiJson.Date(transaction.ExpiresAt),
            ["status"] = transaction.Status,
            ["_embedded"] = new JsonObject { ["user"] = Of(user), ["policy"] = Policy() },
            ["_links"] = new JsonObject { ["next"] = next, ["cancel"] = Hal.To(org, "authn/cancel", "POST") },
        });
    }

    /// <summary>A mail is on its way, if there is anybody to get it: said of everybody alike.</summary>
    public static JsonObject Recovery(string recoveryType, string? relayState) => With(relayState, new()
    {
        ["status"] = AuthnStatus.RecoveryChallenge,
        ["factorResult"] = "WAITING",
        ["factorType"] = "EMAIL",
        ["recoveryType"] = recoveryType,
    });

    public static JsonObject With(string? relayState, JsonObject answer)
    {
        if (relayState is not null) answer["relayState"] = relayState;
        return answer;
    }

    private static JsonObject Of(User user) => new()
    {
        ["id"] = user.Id,
        ["passwordChanged"] = ApiJson.Date(user.PasswordChangedAt),
        ["profile"] = new JsonObject
        {
            ["login"] = user.Login,
            ["firstName"] = user["firstName"],
            ["lastName"] = user["lastName"],
            ["locale"] = user["locale"] ?? "en",
            ["timeZone"] = user["timezone"] ?? "UTC",
        },
    };

    /// <summary>What a new password must be like, for the page that asks for it.</summary>
    private static JsonObject Policy() => new()
    {
        ["complexity"] = new JsonObject { ["minLength"] = PasswordPolicy.MinLength, ["minLowerCase"] = 1, ["minUpperCase"] = 1, ["minNumber"] = 1, ["minSymbol"] = 0, ["excludeUsername"] = true },
    };
}
