using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Security;

/// <summary>GET and POST /admin/people/{id}/security: authenticators, browsers and apps that are signed in, and their end.</summary>
internal static class PersonSecurityEndpoint
{
    public const string RemoveFactor = "factor";
    public const string ResetFactors = "factors";
    public const string EndSession = "session";
    public const string EndToken = "token";
    public const string EndAll = "everything";

    public static string AddressOf(User user) => ConsoleAddress.Of("people", user.Id, "security");

    public static async Task<IResult> Show(HttpContext http, string userId, Factors factors, Sessions sessions, RefreshFamilies families, Apps apps)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var ct = http.RequestAborted;
        return Page.Of(new PersonSecurityPage
        {
            Frame = http.Frame(ConsoleSection.People), Person = person,
            Authenticators = [.. (await factors.Of(person.User, ct)).Where(factor => factor.Active)],
            Browsers = await Browsers(http, person.User, sessions, apps), Apps = await Held(http, await families.Of(userId, ct), apps),
        });
    }

    public static async Task<IResult> Change(HttpContext http, string userId, Factors factors, FactorChanges factorChanges, Sessions sessions,
        SessionChanges sessionChanges, GrantChanges grants)
    {
        if (await ShownPerson.Of(http, userId) is not { User: var user }) return ConsoleRefusals.NotFound();
        var (form, ct) = (FormState.Of(await Parameters.Form(http.Request)), http.RequestAborted);
        var id = form[RowForm.Id];
        if (form[RowForm.Do] is RemoveFactor or ResetFactors && !await ConsoleGate.Allows(http, Rights.ResetFactors))
            return ConsoleRefusals.At(ConsoleRefusal.NotYours);
        switch (form[RowForm.Do])
        {
            case RemoveFactor when (await factors.Of(user, ct)).FirstOrDefault(one => one.Id == id) is { } factor:
                await factorChanges.Remove(http.Doing, user, factor);
                return Done(user, "removed");
            case ResetFactors:
                await factorChanges.Reset(http.Doing, user);
                return Done(user, "removed");
            case EndSession when await sessions.Find(http.Org.Id, id, ct) is { } session && session.UserId == user.Id:
                await sessionChanges.End(http.Doing, session, user);
                return Done(user, "ended");
            case EndToken:
                await grants.RevokeTokens(http.Doing, new FamilyQuery(http.Org.Id, null, null, user.Id), id);
                return Done(user, "ended");
            case EndAll:
                await grants.EndSessions(http.Doing, user, tokensToo: true);
                return Done(user, "ended");
            default:
                return new Found(AddressOf(user));
        }
    }

    private static Found Done(User user, string done) => new(ConsoleAddress.Done(AddressOf(user), done));

    private static async Task<IReadOnlyList<SignedInPlace>> Browsers(HttpContext http, User user, Sessions sessions, Apps apps)
    {
        var usedFor = (await sessions.AppsOf(user.Id, http.RequestAborted)).ToLookup(one => one.SessionId, one => one.ClientId);
        var browsers = new List<SignedInPlace>();
        foreach (var session in await sessions.Of(user.Id, http.RequestAborted))
        {
            var labels = new List<string>();
            foreach (var clientId in usedFor[session.Id].Distinct(StringComparer.Ordinal)) labels.Add(await Label(http, apps, clientId));
            browsers.Add(new(session.Id, Device.Of(session.UserAgent), null, session.CreatedAt, session.LastSeenAt) { Ip = session.Ip, UsedFor = labels });
        }
        return browsers;
    }

    private static async Task<IReadOnlyList<SignedInPlace>> Held(HttpContext http, IReadOnlyList<RefreshFamily> held, Apps apps)
    {
        var places = new List<SignedInPlace>();
        foreach (var family in held)
            places.Add(new(family.Id, Device.Of(family.Device), await Label(http, apps, family.ClientId), family.CreatedAt, family.LastUsedAt));
        return places;
    }

    private static async Task<string> Label(HttpContext http, Apps apps, string clientId) =>
        (await apps.Find(http.Org.Id, clientId, http.RequestAborted))?.Label ?? clientId;
}
