using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Devices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Identity;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>Whether a passkey that was just made is one that its org takes. Decision 0038.</summary>
internal sealed class DeviceJudge(DeviceModels models, TimeProvider clock)
{
    /// <summary>The model that it says it is of, whether it has shown that, and why the org does not take it; null: it does.</summary>
    public async Task<(Guid? Model, bool Attested, string? Refused)> Look(Org org, PasskeyRules rules, UserPasskeyInfo made, CancellationToken ct)
    {
        if (await Attestation.Of(made, rules.WantProof || rules.AskProof) is not { } said)
            return (null, false, "What the device says of its make is not true.");
        var known = said.Model == Guid.Empty ? null : await models.Find(org.Id, said.Model, ct);
        return (said.Model == Guid.Empty ? null : said.Model, known is not null && said.IsOf(known, clock.Now), Refusal(rules, made, said, known));
    }

    /// <summary>
    /// What is known of a passkey. What is copied to other devices is not kept by the hardware of one, and what is said of a model today counts.
    /// </summary>
    public async ValueTask<KeyTraits> TraitsOf(Org org, PasskeyRecord record, bool verified, CancellationToken ct) => new(verified, !record.BackupEligible,
        record is { Attested: true, BackupEligible: false, Model: { } id }
            && await models.Find(org.Id, id, ct) is { Hardware: true, Compromised: false });

    /// <summary>Whether any model is known here that keeps its keys in hardware.</summary>
    public async ValueTask<bool> KnowsHardware(Org org, CancellationToken ct) =>
        (await models.OfFido(ct)).Values.Concat((await models.OfOrg(org.Id, ct)).Values).Any(model => model is { Hardware: true, Compromised: false });

    /// <summary>What nobody should trust any more is no proof, whenever it was made.</summary>
    public async ValueTask<string?> Revoked(Org org, PasskeyRecord record, CancellationToken ct) =>
        record.Model is { } id && await models.Find(org.Id, id, ct) is { Revoked: true } model ? $"FIDO has revoked the model {model.Name}." : null;

    /// <summary>For people; null where nobody knows it.</summary>
    public async ValueTask<string?> NameOf(Org org, Guid? model, CancellationToken ct) =>
        model is { } id ? (await models.Find(org.Id, id, ct))?.Name : null;

    private string? Refusal(PasskeyRules rules, UserPasskeyInfo made, Attestation said, DeviceModel? known)
    {
        if (known is { Compromised: true }) return $"FIDO reports the model {known.Name} as not to be trusted.";
        if (rules.Verification == PasskeyRules.Required && !made.IsUserVerified) return "The device did not make sure that it is its owner who uses it.";
        if (!rules.Syncable && made.IsBackupEligible) return "A passkey that is copied to other devices is not taken here.";
        if (!rules.WantProof) return null;
        if (said.Path.Count == 0) return "The device shows no certificate of its maker.";
        if (known is null) return "The device is of a model that is not known here.";
        if (!said.IsOf(known, clock.Now)) return $"The certificate of the device is not one of the maker of {known.Name}.";
        if (rules.Models is { } allowed && !allowed.Contains(known.Id)) return $"The enrollment policy does not take the model {known.Name}.";
        return Unfit(rules, known);
    }

    /// <summary>Why an org takes no device of a model, whoever's; null: it does.</summary>
    public static string? Unfit(PasskeyRules rules, DeviceModel known)
    {
        if (known.Compromised) return $"FIDO reports the model {known.Name} as not to be trusted.";
        if (rules.Hardware && !known.Hardware) return $"{known.Name} does not keep its keys in hardware.";
        if (rules.Fips && !known.Fips) return $"{known.Name} has no FIPS 140 certificate.";
        if (rules.Level is { } level && known.Level < DeviceModel.LevelOf(level)) return $"{known.Name} is not certified by FIDO as {level}.";
        return null;
    }
}
