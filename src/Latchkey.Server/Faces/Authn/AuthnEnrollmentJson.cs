using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Authn;

/// <summary>MFA_ENROLL and MFA_ENROLL_ACTIVATE. Contract §3.5.</summary>
internal static class AuthnEnrollmentJson
{
    /// <param name="org">Where it is.</param>
    /// <param name="stateToken">What the program knows it by.</param>
    /// <param name="transaction">How far it has come.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="kinds">The kinds of factor there are.</param>
    /// <param name="decision">Which of them would do.</param>
    /// <param name="begun">The one that is being set up.</param>
    /// <param name="secret">What both sides keep of it.</param>
    public static JsonObject Pending(Org org, string stateToken, AuthnTransaction transaction, User user, AuthenticatorKinds kinds, SignOnDecision decision,
        Factor? begun, byte[]? secret)
    {
        var status = begun is null ? AuthnStatus.MfaEnroll : AuthnStatus.MfaEnrollActivate;
        var (embedded, links) = (new JsonObject { ["user"] = AuthnJson.Of(user) }, new JsonObject());
        if (begun is null) embedded["factors"] = new JsonArray([.. Offered(org, kinds, decision)]);
        else
        {
            var path = $"authn/factors/{begun.Id}/lifecycle";
            embedded["factor"] = Activating(org, begun, user, kinds, secret, DeviceChallenge.Of(transaction.Challenge));
            links["next"] = AuthnJson.Named("activate", Hal.To(org, $"{path}/activate", "POST"));
            links["prev"] = Hal.To(org, "authn/previous", "POST");
            if (kinds.Of(begun).Sends) links["resend"] = new JsonArray(AuthnJson.Named(begun.Type, Hal.To(org, $"{path}/resend", "POST")));
        }
        embedded["policy"] = AuthnJson.OfFactors(decision);
        links["cancel"] = Hal.To(org, "authn/cancel", "POST");
        return AuthnJson.With(transaction.RelayState, new()
        {
            ["stateToken"] = stateToken, ["expiresAt"] = ApiJson.Date(transaction.ExpiresAt), ["status"] = status, ["_embedded"] = embedded, ["_links"] = links,
        });
    }

    /// <summary>Whoever has to set one up may choose; nothing of it is skipped.</summary>
    private static IEnumerable<JsonNode> Offered(Org org, AuthenticatorKinds kinds, SignOnDecision decision) =>
        from kind in kinds.All
        where decision.Enrolling.Contains(kind.Type) && kind.WorksAt(org)
        from provider in kind.Providers
        select new JsonObject
        {
            ["factorType"] = kind.Type, ["provider"] = provider, ["vendorName"] = provider, ["status"] = "NOT_SETUP",
            ["enrollment"] = decision.Requires(kind.Type) ? "REQUIRED" : "OPTIONAL",
            ["_links"] = new JsonObject { ["enroll"] = Hal.To(org, "authn/factors", "POST") },
        };

    private static JsonObject Activating(Org org, Factor factor, User user, AuthenticatorKinds kinds, byte[]? secret, DeviceChallenge? challenge)
    {
        var json = AuthnJson.Of(factor, kinds, user);
        if (challenge is not null) json["_embedded"] = new JsonObject { ["activation"] = challenge.Options.DeepClone() };
        if (secret is null) return json;
        var shared = Base32.Encode(secret);
        json["_embedded"] = new JsonObject
        {
            ["activation"] = new JsonObject
            {
                ["timeStep"] = (int)Totp.Step.TotalSeconds, ["sharedSecret"] = shared, ["encoding"] = "base32", ["keyLength"] = Totp.Digits,
                ["factorResult"] = "WAITING",
                ["_links"] = new JsonObject
                {
                    ["qrcode"] = new JsonObject { ["href"] = QrCode.PngDataUrl(Totp.Uri(org.Name, user.Login, shared)), ["type"] = "image/png" },
                },
            },
        };
        return json;
    }
}
