using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// Threats of open registration (RFC 7591 §5): an app that nobody vouches for would act for people without their doing, or for itself. What an
/// administrator gave it since stays.
/// </summary>
internal static class SelfRegistration
{
    /// <summary>What is left of it: people are asked for consent, and no grant goes without them.</summary>
    /// <exception cref="RuleException">It asks for more than may be had so.</exception>
    public static AppProposal Restricted(AppProposal proposal, App? existing)
    {
        var client = proposal.Client ?? new();
        var beyond = client.GrantTypes?.FirstOrDefault(
            grant => !GrantKind.OfPeople.Contains(grant) && existing?.GrantTypes.Contains(grant) is not true);
        if (beyond is not null) throw new RuleException("grant_types", $"{beyond} is for clients an administrator registers");
        if (existing is null && client.ApplicationType == "service")
            throw new RuleException("application_type", "a service app is registered by an administrator");

        // RFC 9700 §2.2.2: a refresh token of a public client rotates, or is bound to its key.
        var isBound = proposal.AuthMethod == ClientAuthMethod.None && client.RotationType == "STATIC"
            && existing is not { Public: true, DPoPRequired: false, Rotation.Rotates: false };
        return proposal with
        {
            Client = client with
            {
                ConsentMethod = existing is { AsksForConsent: false } ? "TRUSTED" : "REQUIRED",
                DPoPRequired = isBound ? true : client.DPoPRequired,
            },
        };
    }
}
