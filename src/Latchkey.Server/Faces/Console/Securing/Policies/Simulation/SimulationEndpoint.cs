using System.Net;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Simulation;

/// <summary>
/// GET /admin/policies/simulate: what would happen to this person in this app, by the conditions that decide (decision 0020). Nobody is signed in, so the
/// question is a link.
/// </summary>
internal static class SimulationEndpoint
{
    public const string Client = "client";
    public const string Person = "person";
    public const string Ip = "ip";
    public const string Device = "device";

    private const int MostApps = 100;

    /// <summary>What a sign-in to an app asks, in the order in which it is asked.</summary>
    private static readonly IReadOnlyList<string> Types = [PolicyType.SignOn, PolicyType.Access, PolicyType.Enroll, PolicyType.Password];

    public static async Task<IResult> Show(HttpContext http, OrgPolicies policies, PolicyNames names, Apps apps, AppList list, Users users,
        Assignments assignments, Memberships memberships, Zones zones)
    {
        var (query, ct, texts) = (http.Request.Query, http.RequestAborted, Language.Of(http).Texts);
        var asked = query.ContainsKey(Client);
        var form = FormState.Of(
        [
            new(Client, query[Client].ToString()), new(Person, asked ? ConsoleSearch.Words(http, Person) : http.Administrator.User.Login),
            new(Ip, ConsoleSearch.Words(http, Ip)), new(Device, ConsoleSearch.OneOf(http, Device, SignInRisk.All)),
        ]);
        var page = new SimulationPage
        {
            Frame = http.Frame(ConsoleSection.Policies), Form = form,
            Apps = await list.ByLabel(new AppSearch(http.Org.Id, "", null, null, http.SeenApps), "", MostApps, ct), Steps = [], Notes = [],
        };
        if (!asked) return Page.Of(page);

        if (await apps.Find(http.Org.Id, form[Client], ct) is not { IsSystem: false } app) return Wrong(page, Client, texts.Security.NoSuchApp);
        if (await http.Seen(await users.FindByLogin(http.Org.Id, form[Person], ct)) is not { } user) return Wrong(page, Person, texts.Security.NobodyCalledSo);
        IPAddress? address = null;
        if (form.Text(Ip) is { } typed && !IPAddress.TryParse(typed, out address)) return Wrong(page, Ip, texts.Policy.NoAddress);

        var set = await policies.Read(http.Org.Id, ct);
        var simulated = SimulatedSignOn.Of(app, user, await memberships.Among(set.NamedGroups, user, ct),
            address is null ? null : (await zones.Of(http.Org.Id, ct)).Holding(new(address, [])),
            form.Text(Device) is { } device ? device == SignInRisk.Low : null);
        var called = await names.Of(http.Org.Id, [.. set.All], ct);
        var notes = new List<string>();
        if (!await assignments.IsAssigned(app, user, ct)) notes.Add(texts.Policy.NotAssigned);
        if (AccountGate.Refusal(user) is not null) notes.Add(texts.Policy.NotActive);
        if (!app.Active) notes.Add(texts.Policy.AppInactive);
        return Page.Of(page with
        {
            Steps = [.. Types.Select(type => SimulatedStep.Of(type, SignOnSimulation.Of(set, type, simulated), called, texts))],
            Notes = notes,
        });
    }

    /// <summary>Sent instead of asked: the same question becomes the link that it is.</summary>
    public static async Task<IResult> Ask(HttpContext http)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        return new Found(ConsoleAddress.With(ConsoleAddress.Of("policies", "simulate"),
            [.. new[] { Client, Person, Ip, Device }.Select(field => (field, typed.Text(field)))]));
    }

    private static Page Wrong(SimulationPage page, string field, string reason) =>
        Page.Of(page with { Form = page.Form.With(field, reason) }, StatusCodes.Status400BadRequest);
}
