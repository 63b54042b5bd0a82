using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Authenticators;

/// <summary>A factor as the management API answers it. Contract §3.2. Whoever enrolls is told the secret, or what a device is to make, once.</summary>
internal static class FactorJson
{
    public static JsonObject Of(Factor factor, AuthenticatorKinds kinds, User user, Org org, byte[]? secret = null, DeviceChallenge? challenge = null)
    {
        var path = $"users/{user.Id}/factors/{factor.Id}";
        var links = new JsonObject { ["self"] = Hal.To(org, path), ["user"] = Hal.To(org, $"users/{user.Id}") };
        links[factor.Active ? "verify" : "activate"] = Hal.To(org, path + (factor.Active ? "/verify" : "/lifecycle/activate"), "POST");
        var json = new JsonObject
        {
            ["id"] = factor.Id,
            ["factorType"] = factor.Type,
            ["provider"] = factor.Provider,
            ["vendorName"] = factor.Provider,
            ["status"] = factor.Status,
            ["created"] = ApiJson.Date(factor.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(factor.UpdatedAt),
            ["profile"] = kinds.Profile(factor, user, user.Email),
            ["_links"] = links,
        };
        if (secret is not null) json["_embedded"] = new JsonObject { ["activation"] = Activation(secret, user, org) };
        if (challenge is not null) json["_embedded"] = new JsonObject { ["activation"] = challenge.Options };
        return json;
    }

    /// <summary>What could be enrolled, or is.</summary>
    public static JsonObject Offer(string type, string provider, Factor? enrolled, User user, Org org) => new()
    {
        ["factorType"] = type,
        ["provider"] = provider,
        ["vendorName"] = provider,
        ["status"] = enrolled?.Status ?? "NOT_SETUP",
        ["enrollment"] = "OPTIONAL",
        ["_links"] = new JsonObject { ["enroll"] = Hal.To(org, $"users/{user.Id}/factors", "POST") },
    };

    private static JsonObject Activation(byte[] secret, User user, Org org)
    {
        var shared = Base32.Encode(secret);
        return new JsonObject
        {
            ["timeStep"] = (int)Totp.Step.TotalSeconds,
            ["sharedSecret"] = shared,
            ["encoding"] = "base32",
            ["keyLength"] = Totp.Digits,
            ["_links"] = new JsonObject
            {
                ["qrcode"] = new JsonObject
                {
                    ["href"] = QrCode.PngDataUrl(Totp.Uri(org.Name, user.Login, shared)),
                    ["type"] = "image/png"
                }
            },
        };
    }
}
