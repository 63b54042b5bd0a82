using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Networks;

/// <summary>/admin/networks/new and /admin/networks/{id}. Contract §3.9, network.</summary>
internal static class ZoneEndpoint
{
    public const string Name = "name";
    public const string Usage = "usage";
    public const string Gateways = "gateways";
    public const string Proxies = "proxies";

    public static IResult ShowNew(HttpContext http) => Form(http, null, FormState.Of([new(Usage, ZoneUsage.Policy)]), StatusCodes.Status200OK);

    public static async Task<IResult> Create(HttpContext http, ZoneChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, Read(form, null));
            return new Found(ConsoleAddress.Done(ZoneListEndpoint.Address, "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, null, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string zoneId, Zones zones) =>
        await zones.Find(http.Org.Id, zoneId, http.RequestAborted) is { } zone ? Form(http, zone, Fill(zone).Versioned(), StatusCodes.Status200OK)
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string zoneId, Zones zones, ZoneChanges changes)
    {
        if (await zones.Find(http.Org.Id, zoneId, http.RequestAborted) is not { } zone) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var changed = await changes.Revise(http.Doing, zone, Read(typed, zone), current =>
            {
                if (Fill(current) is var stored && stored.Version != typed[FormState.VersionField]) throw new OvertakenException(stored);
            });
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(Fill(zone), Fill(changed));
            return new Found(ConsoleAddress.Done(ZoneListEndpoint.Address, "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, zone, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, zone, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    private static FormState Fill(Zone zone) => FormState.Of(
    [
        new(Name, zone.Name), new(Usage, zone.Usage), new(Gateways, Lines(zone.Gateways)), new(Proxies, zone.Proxies.Count == 0 ? null : Lines(zone.Proxies)),
    ]);

    private static string Lines(IReadOnlyList<ZoneAddress> addresses) => string.Join('\n', addresses.Select(address => address.Value));

    private static ZoneDraft Read(FormState typed, Zone? existing) => ZoneDraft.Of(ZoneDraft.IpType, typed.Text(Name), typed.Text(Usage),
        existing is { Active: false } ? "INACTIVE" : null, Addresses(typed.Lines(Gateways)), Addresses(typed.Lines(Proxies)));

    /// <summary>A network is written with a slash; everything else is a range, if only of one.</summary>
    private static IReadOnlyList<ZoneAddress> Addresses(IReadOnlyList<string> lines) =>
        [.. lines.Select(line => new ZoneAddress(line.Contains('/', StringComparison.Ordinal) ? AddressRange.Cidr : AddressRange.Range, line))];

    private static Page Form(HttpContext http, Zone? zone, FormState form, int status) => Page.Of(new ZonePage
    {
        Frame = http.Frame(ConsoleSection.Networks), Zone = zone, Form = form, Here = http.Connection.RemoteIpAddress?.ToString(),
    }, status);
}
