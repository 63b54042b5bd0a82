using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Authn;

/// <summary>Answers of /api/v1/authn. Contract §3.5.</summary>
internal static class AuthnJson
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
    /// <param name="org">Where it is.</param>
    /// <param name="stateToken">What the program knows it by.</param>
    /// <param name="transaction">How far it has come.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="kinds">The kinds of factor there are.</param>
    /// <param name="factors">Those that would do, where one is wanted.</param>
    /// <param name="passwords">What is asked of theirs.</param>
    /// <param name="decision">What the policies say, where one is wanted.</param>
    public static JsonObject Pending(Org org, string stateToken, AuthnTransaction transaction, User user, AuthenticatorKinds kinds,
        IReadOnlyList<Factor> factors, PasswordSettings passwords, SignOnDecision? decision)
    {
        var answer = new JsonObject { ["stateToken"] = stateToken, ["expiresAt"] = ApiJson.Date(transaction.ExpiresAt), ["status"] = transaction.Status };
        var (embedded, links) = (new JsonObject { ["user"] = Of(user) }, new JsonObject());
        switch (transaction.Status)
        {
            case AuthnStatus.PasswordExpired:
                links["next"] = Named("changePassword", Hal.To(org, "authn/credentials/change_password", "POST"));
                break;
            case AuthnStatus.PasswordWarn:
                links["next"] = Named("changePassword", Hal.To(org, "authn/credentials/change_password", "POST"));
                links["skip"] = Named("skip", Hal.To(org, "authn/skip", "POST"));
                break;
            case AuthnStatus.PasswordReset:
                links["next"] = Named("resetPassword", Hal.To(org, "authn/credentials/reset_password", "POST"));
                break;
            case AuthnStatus.Recovery or AuthnStatus.RecoveryOfLock:
                (answer["status"], answer["recoveryType"]) = (AuthnStatus.Recovery, transaction.Status == AuthnStatus.Recovery ? OfPassword : OfLock);
                embedded["user"]!["recovery_question"] = new JsonObject { ["question"] = user.RecoveryQuestion };
                links["next"] = Named("answer", Hal.To(org, "authn/recovery/answer", "POST"));
                break;
            case AuthnStatus.MfaChallenge when factors.FirstOrDefault(factor => factor.Id == transaction.FactorId) is { } factor:
                answer["factorResult"] = "CHALLENGE";
                embedded["factor"] = Asked(Of(factor, kinds, user), DeviceChallenge.Of(transaction.Challenge));
                links["next"] = Named("verify", VerifyLink(org, factor));
                links["prev"] = Hal.To(org, "authn/previous", "POST");
                if (kinds.Of(factor).Sends)
                    links["resend"] = new JsonArray(Named(factor.Type, Hal.To(org, $"authn/factors/{factor.Id}/verify/resend", "POST")));
                break;
            case AuthnStatus.MfaRequired or AuthnStatus.MfaChallenge:
                // What was being asked for has been taken away meanwhile: the choice is what remains.
                answer["status"] = AuthnStatus.MfaRequired;
                embedded["factors"] = new JsonArray([.. factors.Select(factor => WithVerify(Of(factor, kinds, user), org, factor))]);
                break;
            default:
                throw new InvalidOperationException($"A transaction has the unknown status {transaction.Status}.");
        }
        embedded["policy"] = decision is not null ? OfFactors(decision) : OfPasswords(passwords);
        if (transaction.Status == AuthnStatus.PasswordWarn)
            embedded["policy"]!["expiration"] = new JsonObject { ["passwordExpireDays"] = DaysLeft(passwords, user, transaction.CreatedAt) };
        links["cancel"] = Hal.To(org, "authn/cancel", "POST");
        (answer["_embedded"], answer["_links"]) = (embedded, links);
        return With(transaction.RelayState, answer);
    }

    internal static JsonObject Of(Factor factor, AuthenticatorKinds kinds, User user) => new()
    {
        ["id"] = factor.Id,
        ["factorType"] = factor.Type,
        ["provider"] = factor.Provider,
        ["vendorName"] = factor.Provider,
        ["profile"] = kinds.Profile(factor, user, MaskedAddress.Of(user.Email)),
    };

    /// <summary>With what its device is to answer.</summary>
    private static JsonObject Asked(JsonObject of, DeviceChallenge? challenge)
    {
        if (challenge is not null) of["_embedded"] = new JsonObject { ["challenge"] = challenge.Options };
        return of;
    }

    private static JsonObject WithVerify(JsonObject of, Org org, Factor factor)
    {
        of["_links"] = new JsonObject { ["verify"] = VerifyLink(org, factor) };
        return of;
    }

    private static JsonObject VerifyLink(Org org, Factor factor) => Hal.To(org, $"authn/factors/{factor.Id}/verify", "POST");

    internal static JsonObject Named(string name, JsonObject link)
    {
        link["name"] = name;
        return link;
    }

    /// <summary>A mail is on its way, if there is anybody to get it: said of everybody alike.</summary>
    public static JsonObject Recovery(string recoveryType, string? relayState) => With(relayState, new()
    {
        ["status"] = AuthnStatus.RecoveryChallenge,
        ["factorResult"] = "WAITING",
        ["factorType"] = "EMAIL",
        ["recoveryType"] = recoveryType,
    });

    public const string OfPassword = "PASSWORD", OfLock = "UNLOCK";

    /// <summary>The lock is over.</summary>
    public static JsonObject Unlocked(string? relayState) =>
        With(relayState, new() { ["status"] = AuthnStatus.Success, ["recoveryType"] = OfLock });

    /// <summary>Nothing of whoever has the name, and there may be nobody. Of contract §3.5: LOCKED_OUT.</summary>
    public static JsonObject Locked(Org org, string? relayState, bool opens)
    {
        var answer = new JsonObject { ["status"] = AuthnStatus.LockedOut, ["_embedded"] = new JsonObject(), ["_links"] = new JsonObject() };
        if (opens) answer["_links"]!["next"] = Named("unlock", Hal.To(org, "authn/recovery/unlock", "POST"));
        return With(relayState, answer);
    }

    public static JsonObject With(string? relayState, JsonObject answer)
    {
        if (relayState is not null) answer["relayState"] = relayState;
        return answer;
    }

    internal static JsonObject Of(User user) => new()
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

    /// <summary>Whole ones that the password is still good for.</summary>
    private static int DaysLeft(PasswordSettings passwords, User user, DateTimeOffset now) =>
        PasswordChoice.EndsSoon(passwords, user, now) is { } end ? (int)(end - now).TotalDays : 0;

    /// <summary>What a new password must be like, for the page that asks for it.</summary>
    private static JsonObject OfPasswords(PasswordSettings settings) => new() { ["complexity"] = PasswordComplexity.Of(settings) };

    /// <summary>Whether a form is to offer that this device is remembered.</summary>
    internal static JsonObject OfFactors(SignOnDecision decision) => new()
    {
        ["allowRememberDevice"] = decision.MayRemember, ["rememberDeviceByDefault"] = decision.RemembersByDefault,
        ["rememberDeviceLifetimeInMinutes"] = decision.MayRemember ? decision.Session.Rule.Session!.FactorMinutes : 0,
    };
}
