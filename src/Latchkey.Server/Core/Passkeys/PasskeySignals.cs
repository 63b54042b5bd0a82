using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What a browser can pass on to whoever keeps a person's passkeys, so that none is offered that no longer works. WebAuthn Level 3 §5.1.10.</summary>
internal static class PasskeySignals
{
    /// <summary>Nobody here has this one.</summary>
    public static string Unknown(Org org, string credentialId) =>
        new JsonObject { ["rpId"] = RelyingParties.Of(org).Id, ["credentialId"] = credentialId }.ToJsonString();

    /// <summary>These are all that a person has.</summary>
    public static string All(Org org, User user, IEnumerable<Factor> passkeys) => new JsonObject
    {
        ["rpId"] = RelyingParties.Of(org).Id, ["userId"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(user.Id)),
        ["allAcceptedCredentialIds"] = new JsonArray([.. passkeys.Select(passkey => JsonValue.Create(passkey.CredentialId))]),
    }.ToJsonString();
}
