using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Devices;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <summary>
/// GET and POST /admin/authenticators/devices: what FIDO says of the devices that keep passkeys, which of them are taken, and a newer file. Decision 0038.
/// </summary>
internal static class DevicesEndpoint
{
    private const int Most = 100;

    public static readonly string Address = ConsoleAddress.Of("authenticators", "devices");

    public static Task<IResult> Show(HttpContext http, DeviceModels models, PasskeyRulebook rulebook, TimeProvider clock) =>
        Of(http, models, rulebook, clock, FormState.Empty, StatusCodes.Status200OK);

    /// <summary>All orgs of a server share the file, so only the first one's console brings it, signed by whom whoever runs the server has said.</summary>
    public static async Task<IResult> Bring(HttpContext http, DeviceModels models, PasskeyRulebook rulebook, LoggedWrites writes, TimeProvider clock)
    {
        if (!http.Org.OwnsServer || !UploadedForm.IsOne(http.Request)) return ConsoleRefusals.NotFound();
        Task<IResult> Refused(string reason) =>
            Of(http, models, rulebook, clock, FormState.Empty.With(UploadedForm.Field, reason), StatusCodes.Status400BadRequest);
        var said = Language.Of(http).Texts.Devices;
        try
        {
            var file = await UploadedForm.RequireFile(http);
            var metadata = await FidoMetadata.Read(Encoding.ASCII.GetString(file.Span), await models.Root(http.RequestAborted), clock.Now);
            var passkeys = KnownAuthenticator.Of(FactorType.Passkey);
            return await writes.Write(http.Doing, AdminEvents.AuthenticatorChanged, writing => DeviceModels.Bring(writing, metadata),
                new LogParty(passkeys.IdAt(http.Org), "Authenticator", null, passkeys.Name))
                ? new Found(ConsoleAddress.Done(Address, "saved")) : await Refused(said.Older);
        }
        catch (FormatException problem)
        {
            return await Refused($"{said.NotTaken} ({problem.Message})");
        }
        catch (RuleException broken)
        {
            return await Of(http, models, rulebook, clock, FormState.Empty.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> Of(HttpContext http, DeviceModels models, PasskeyRulebook rulebook, TimeProvider clock, FormState form, int status)
    {
        var (org, ct, wanted) = (http.Org, http.RequestAborted, ConsoleSearch.Words(http));
        var (fido, own, rules) = (await models.OfFido(ct), await models.OfOrg(org.Id, ct), await rulebook.Of(org.Id, ct));
        DeviceModel[] found = [.. fido.Values.Concat(own.Values.Where(model => !fido.ContainsKey(model.Id)))
            .Where(model => Is(model.Name, wanted) || Is(model.Id.ToString(), wanted))
            .OrderBy(model => model.Name, StringComparer.OrdinalIgnoreCase).ThenBy(model => model.Id)];
        var at = $"/api/v1/authenticators/{KnownAuthenticator.Of(FactorType.Passkey).IdAt(org)}/methods/webauthn";
        return Page.Of(new DevicesPage
        {
            Frame = http.Frame(ConsoleSection.Authenticators), Form = form, May = org.OwnsServer, File = await Brought(models, fido, clock.Now, ct),
            Asked = [.. AskedBy(rules)], Groups = [.. rules.Groups.Select(group => (group.Name, group.Models.Count))],
            Settings = (at, AsCall.Json(new JsonObject { ["settings"] = PasskeySettings.Json(rules, org) })), Wanted = wanted,
            Models = [.. found.Take(Most).Select(model => Shown(model, rules))], More = Math.Max(0, found.Length - Most),
        }, status);
    }

    private static async Task<BroughtFile?> Brought(DeviceModels models, IReadOnlyDictionary<Guid, DeviceModel> fido, DateTimeOffset now, CancellationToken ct)
    {
        if (await models.Brought(ct) is not (var number, var next)) return null;
        var day = new DateTimeOffset(next, TimeOnly.MinValue, TimeSpan.Zero);
        return new(number, fido.Count > 0 ? fido.Values.Max(model => model.UpdatedAt) : now, fido.Count, fido.Values.Count(model => model.Revoked), day,
            day.AddDays(1) <= now);
    }

    private static ShownModel Shown(DeviceModel model, PasskeyRules rules) => new(model.Id, model.Name, model.CertifiedAs, model.Hardware, model.Custom,
        model.Revoked ? ModelStanding.Revoked : model.Compromised ? ModelStanding.Weak
            : DeviceJudge.Unfit(rules, model) is not null ? ModelStanding.Refused : ModelStanding.Taken,
        [.. rules.Groups.Where(group => group.Models.Contains(model.Id)).Select(group => group.Name)]);

    private static bool Is(string name, string wanted) => name.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>What differs from asking nothing.</summary>
    private static IEnumerable<string> AskedBy(PasskeyRules rules)
    {
        if (rules.Verification == PasskeyRules.Required) yield return "userVerification: REQUIRED";
        if (rules.VerificationInUse == PasskeyRules.Required) yield return "userVerificationForVerify: REQUIRED";
        if (rules.Attachment != PasskeyRules.Any) yield return $"attachment: {rules.Attachment}";
        if (rules.Discoverable == PasskeyRules.Required) yield return "residentKeyRequirement: REQUIRED";
        if (!rules.Syncable) yield return "allowSyncablePasskeys: false";
        if (rules.Attested) yield return "certBasedAttestationValidation: true";
        if (rules.Hardware) yield return "hardwareProtected: true";
        if (rules.Fips) yield return "fipsCompliant: true";
        if (rules.Level is { } level) yield return $"certification: {level}";
    }
}
