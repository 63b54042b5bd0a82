using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>A person looks after the browsers and apps they are signed in with: what they see, and what their buttons end.</summary>
public sealed class AccountSessions(Sessions sessions, SessionChanges sessionChanges, RefreshFamilies families, GrantChanges grants, Apps apps, SignOut signOut,
    Seal seal)
{
    private const string Path = "/account/sessions";
    private const string Purpose = "account-sessions";
    private const string Proof = "proof";
    private const string OfSession = "session ";
    private const string OfFamily = "family ";
    private const string Others = "others";

    public async Task<IResult> Show(HttpContext http)
    {
        if (await sessions.Current(http) is not { } current) return new Found("/");
        return await Overview(http, current.Session, current.User);
    }

    public async Task<IResult> End(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (await sessions.Current(http) is not { } current) return new Found("/");
        // The proof says that this page asked, in this session: no other site can make somebody press its buttons.
        if (seal.TryOpen(Purpose, form[Proof], http.Org.Id) != current.Session.Id) return await Overview(http, current.Session, current.User);

        switch (form["end"])
        {
            case Others:
                await grants.EndOthers(current.User.Doing(http), current.User, current.Session);
                break;
            case { } end when end == OfSession + current.Session.Id:
                return await signOut.Run(http, current, null, null);
            case { } end when end.StartsWith(OfSession, StringComparison.Ordinal):
                await sessionChanges.EndOwn(current.User.Doing(http), current.User, end[OfSession.Length..]);
                break;
            case { } end when end.StartsWith(OfFamily, StringComparison.Ordinal):
                await EndFamily(http, current.User, end[OfFamily.Length..]);
                break;
        }
        return new Found(Path + "?done");
    }

    private async Task EndFamily(HttpContext http, User user, string id)
    {
        if ((await families.Of(user.Id, http.RequestAborted)).FirstOrDefault(family => family.Id == id) is { } family)
            await grants.SignOutApp(user.Doing(http), family);
    }

    private async Task<IResult> Overview(HttpContext http, Session current, User user)
    {
        var ct = http.RequestAborted;
        var usedFor = (await sessions.AppsOf(user.Id, ct)).ToLookup(one => one.SessionId, one => one.ClientId);
        var browsers = new List<Place>();
        foreach (var session in await sessions.Of(user.Id, ct))
        {
            browsers.Add(new Place(OfSession + session.Id, Device.Of(session.UserAgent), null, session.LastSeenAt)
            {
                Here = session.Id == current.Id, Ip = session.Ip, UsedFor = await Labels(http, usedFor[session.Id]),
            });
        }
        var held = new List<Place>();
        foreach (var family in await families.Of(user.Id, ct))
            held.Add(new Place(OfFamily + family.Id, Device.Of(family.Device), (await apps.Find(http.Org.Id, family.ClientId, ct))?.Label ?? family.ClientId,
                family.LastUsedAt));

        return Page.Of(new AccountSessionsPage
        {
            PersonName = user.DisplayName, Done = http.Request.Query.ContainsKey("done"),
            Browsers = [.. browsers.OrderByDescending(place => place.Here)], Apps = held,
            Fields = new Dictionary<string, string> { [Proof] = seal.Close(Purpose, current.Id, http.Org.Id) },
        });
    }

    private async Task<IReadOnlyList<string>> Labels(HttpContext http, IEnumerable<string> clientIds)
    {
        var labels = new List<string>();
        foreach (var id in clientIds.Distinct(StringComparer.Ordinal))
            if (await apps.Find(http.Org.Id, id, http.RequestAborted) is { } app) labels.Add(app.Label);
        return labels;
    }
}
