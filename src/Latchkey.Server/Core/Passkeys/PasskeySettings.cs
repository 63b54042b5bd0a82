using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What an org asks of passkeys, as it is told and read: <see cref="PasskeyRulesDraft"/>. Contract §3.9, authenticators.</summary>
internal static class PasskeySettings
{
    public static JsonObject Json(PasskeyRules rules, Org org)
    {
        var json = new JsonObject
        {
            ["userVerification"] = rules.Verification,
            ["userVerificationForVerify"] = rules.VerificationInUse,
            ["attachment"] = rules.Attachment,
            ["residentKeyRequirement"] = rules.Discoverable,
            ["allowSyncablePasskeys"] = rules.Syncable,
            ["certBasedAttestationValidation"] = rules.Attested,
            ["hardwareProtected"] = rules.Hardware,
            ["fipsCompliant"] = rules.Fips,
            ["enableAutofillUI"] = true,
            ["showSignInWithAPasskeyButton"] = true,
            ["aaguidGroups"] = ApiJson.List(rules.Groups.Select(JsonNode (group) => new JsonObject
            {
                ["name"] = group.Name, ["aaguids"] = ApiJson.List(group.Models.Select(model => model.ToString())),
            })),
            ["rpId"] = new JsonObject { ["domain"] = new JsonObject { ["name"] = RelyingParties.Of(org).Id }, ["enabled"] = false },
        };
        if (rules.Level is { } level) json["certification"] = level;
        return json;
    }
}
