using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>
/// One ceremony of WebAuthn Level 3 (§7.1 making a passkey, §7.2 using one), carried out by the framework's handler: decision 0018. What it
/// asks for is the same at every door, as the org's rules say; without any: no attestation, a device that makes sure of its owner if it can, a
/// passkey that can be found without a name if it can.
/// </summary>
internal sealed class Ceremony : IDisposable
{
    /// <summary>How long a device is told to wait for its owner.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>WebAuthn Level 3 §6.1: where the flags stand in what a device signs, and the one that says it made sure of its owner.</summary>
    private const int Flags = 32, UserVerified = 4;

    private readonly UserManager<PasskeyOwner> people;
    private readonly PasskeyHandler<PasskeyOwner> handler;
    private readonly RelyingParty party;
    private readonly PasskeyOwner? owner;

    /// <param name="party">For whom.</param>
    /// <param name="owner">Whose; null where nobody is known yet.</param>
    /// <param name="rules">What the org asks of it.</param>
    /// <param name="making">One is made, not used.</param>
    /// <param name="taken">The credential that is shown is somebody's already.</param>
    public Ceremony(RelyingParty party, PasskeyOwner? owner, PasskeyRules rules, bool making = false, bool taken = false)
    {
        (this.party, this.owner) = (party, owner);
        people = new(new PasskeyWindow(owner, taken), null!, null!, [], [], null!, null!, null!, NullLogger<UserManager<PasskeyOwner>>.Instance);
        handler = new(people, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = party.Id, AuthenticatorTimeout = Patience,
            UserVerificationRequirement = (making ? rules.Verification : rules.VerificationInUse).ToLowerInvariant(),
            ResidentKeyRequirement = rules.Discoverable.ToLowerInvariant(),
            AttestationConveyancePreference = rules.WantProof || rules.AskProof ? "direct" : "none",
            AuthenticatorAttachment = rules.Attachment switch
            {
                PasskeyRules.BuiltIn => "platform",
                PasskeyRules.Roaming => "cross-platform",
                _ => null,
            },
            // Compared whole, and never from a page that somebody else's page shows in a frame (threats row 15).
            ValidateOrigin = said => ValueTask.FromResult(!said.CrossOrigin && said.TopOrigin is null && party.Origins.Contains(said.Origin)),
        }));
    }

    /// <summary>What a device is to make a passkey by.</summary>
    public async Task<DeviceChallenge> AskToMake(User user)
    {
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id, Name = user.Login, DisplayName = user.DisplayName }, Nobody);
        var options = JsonNode.Parse(made.CreationOptionsJson)!.AsObject();
        options["rp"] = new JsonObject { ["id"] = party.Id, ["name"] = party.Name };
        return new(options, made.AttestationState!);
    }

    /// <summary>What a device is to answer: with one of the owner's passkeys, or with any that it has for this domain.</summary>
    public async Task<DeviceChallenge> AskToSign()
    {
        var asked = await handler.MakeRequestOptionsAsync(owner, Nobody);
        return new(JsonNode.Parse(asked.RequestOptionsJson)!.AsObject(), asked.AssertionState!);
    }

    /// <summary>The passkey that was made, or why it is none.</summary>
    public async Task<(UserPasskeyInfo? Made, string? Refused)> Made(string said, string asked)
    {
        var shown = new PasskeyAttestationContext { HttpContext = Nobody, CredentialJson = said, AttestationState = asked };
        var result = await handler.PerformAttestationAsync(shown);
        return result.Succeeded ? (result.Passkey, null) : (null, Clip(result.Failure.Message));
    }

    /// <summary>The passkey as it stands after it has signed, and whether its device has made sure of its owner; or why it does not count.</summary>
    public async Task<(UserPasskeyInfo? Used, bool Verified, string? Refused)> Signed(string said, byte[] signedData, string asked)
    {
        var shown = new PasskeyAssertionContext { HttpContext = Nobody, CredentialJson = said, AssertionState = asked };
        var result = await handler.PerformAssertionAsync(shown);
        return result.Succeeded ? (result.Passkey, (signedData[Flags] & UserVerified) != 0, null) : (null, false, Clip(result.Failure.Message));
    }

    public void Dispose() => people.Dispose();

    /// <summary>The handler wants a request, and takes nothing from it where domain and origins are given.</summary>
    private static HttpContext Nobody => new DefaultHttpContext();

    private static string Clip(string message) => message.Length <= 200 ? message : message[..200];
}
