using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What somebody wants an org to ask of passkeys, checked. Contract §3.9, authenticators.</summary>
internal static class PasskeyRulesDraft
{
    private const int MostGroups = 50, MostModels = 500, LongestName = 100;

    /// <param name="settings">As the management API has them; what is left out is as it was in the beginning.</param>
    /// <param name="knows">Whether anybody has described a model.</param>
    /// <exception cref="RuleException">They break a rule.</exception>
    public static PasskeyRules Read(JsonObject settings, Func<Guid, bool> knows)
    {
        foreach (var (name, stays) in (ReadOnlySpan<(string, bool)>)[("enableAutofillUI", true), ("showSignInWithAPasskeyButton", true)])
            if (settings.Flag(name) is { } said && said != stays) throw new RuleException($"settings.{name}", "is true and stays so");
        if (settings.Object("rpId")?.Flag("enabled") == true)
            throw new RuleException("settings.rpId.enabled", "is false and stays so: passkeys belong to the address of the org itself");
        var level = settings.Text("certification");
        if (level is not null && !PasskeyRules.Levels.Contains(level))
            throw new RuleException("settings.certification", $"must be one of {string.Join(", ", PasskeyRules.Levels)}, or left out");
        return new()
        {
            Verification = Degree(settings, "userVerification"), VerificationInUse = Degree(settings, "userVerificationForVerify"),
            Discoverable = Degree(settings, "residentKeyRequirement"),
            Attachment = TextRules.OneOf("settings.attachment", settings.Text("attachment"), PasskeyRules.Any, PasskeyRules.Attachments),
            Syncable = settings.Flag("allowSyncablePasskeys") ?? true, Attested = settings.Flag("certBasedAttestationValidation") ?? false,
            Hardware = settings.Flag("hardwareProtected") ?? false, Fips = settings.Flag("fipsCompliant") ?? false, Level = level,
            Groups = Groups(settings, knows),
        };
    }

    private static string Degree(JsonObject settings, string name) =>
        TextRules.OneOf($"settings.{name}", settings.Text(name), PasskeyRules.Preferred, PasskeyRules.Degrees);

    private static IReadOnlyList<DeviceGroup> Groups(JsonObject settings, Func<Guid, bool> knows)
    {
        const string field = "settings.aaguidGroups";
        if (settings["aaguidGroups"] is null) return [];
        if (settings["aaguidGroups"] is not JsonArray { Count: <= MostGroups } list || !list.All(one => one is JsonObject))
            throw new RuleException(field, $"must be a list of at most {MostGroups} objects");
        var groups = new List<DeviceGroup>();
        foreach (var one in list.Cast<JsonObject>())
        {
            var name = one.Text("name")?.Trim() ?? "";
            if (name.Length is 0 or > LongestName) throw new RuleException($"{field}.name", $"must have 1 to {LongestName} characters");
            if (groups.Any(group => group.Name == name)) throw new RuleException($"{field}.name", $"'{name}' is there twice");
            var ids = one.Texts("aaguids") ?? [];
            if (ids.Count is 0 or > MostModels) throw new RuleException($"{field}.aaguids", $"must be 1 to {MostModels} AAGUIDs");
            groups.Add(new(name, [.. ids.Select(id => Known(id, $"{field}.aaguids", knows)).Distinct()]));
        }
        return groups;
    }

    private static Guid Known(string id, string field, Func<Guid, bool> knows) => Guid.TryParseExact(id, "D", out var model) && knows(model) ? model
        : throw new RuleException(field,
            $"{id} is no model that is known here: an operator brings those of FIDO (latchkey fido-metadata), others are added under aaguids");
}
