using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>Gathers what the account page shows.</summary>
internal sealed class AccountOverview(AccountGuard guard, Sessions sessions, RefreshFamilies families, Consents consents, Factors factors, Apps apps,
    AppList list, AuthorizationServers servers, SignInsSeen signIns, ServerSettings settings)
{
    public const string Path = "/account";
    public const string OfSession = "session ";
    public const string OfFamily = "family ";

    private const string DoneParameter = "done";
    private const int MostSignIns = 15;
    private const int MostApps = 200;

    /// <summary>Back to the page, which says what has been done.</summary>
    public static IResult Back(string done, string part) => new Found(DoneAddress(done, part));

    public static string DoneAddress(string done, string part) => $"{Path}?{DoneParameter}={done}#{part}";

    /// <param name="http">The request.</param>
    /// <param name="session">The browser that is looking.</param>
    /// <param name="user">Whose account.</param>
    /// <param name="typed">What was typed into the profile and cannot be saved; null: nothing was.</param>
    /// <param name="wrong">Why it cannot.</param>
    public async Task<IResult> Show(HttpContext http, Session session, User user, Func<string, string?>? typed = null, IReadOnlyList<string>? wrong = null)
    {
        var ct = http.RequestAborted;
        var held = await families.Of(user.Id, ct);
        var own = (await factors.Of(user, ct)).Where(factor => factor.Active).ToArray();
        return Page.Of(new AccountPage
        {
            PersonName = user.DisplayName,
            Login = user.Login,
            Profile = [.. OwnProfile.Of(http.Org).Select(name => (name, (typed is null ? user[name] : typed(name)) ?? ""))],
            Email = user.Email,
            MayChangeEmail = http.Org.ChangesEmail && settings.SendsMail,
            Wrong = wrong ?? [],
            PasswordChangedAt = user.PasswordHash is null ? null : user.PasswordChangedAt ?? user.CreatedAt,
            Authenticators = [.. own.Select(factor => new OwnAuthenticator(factor.Id, factor.Type, factor.Name, factor.ActivatedAt ?? factor.CreatedAt))],
            Enrollable = await guard.Enrollable(http, session, user, own),
            Accepted = RelyingParties.MayHaveOne(http.Org) ? PasskeySignals.All(http.Org, user, own.Where(factor => factor.CredentialId is not null)) : null,
            Browsers = await Browsers(http.Org, session, user, ct),
            Apps = await Held(http.Org, held, ct),
            OwnApps = await Own(http.Org, user, ct),
            Access = await Access(http.Org, user, held, ct),
            SignIns = await signIns.Of(http.Org, user.Id, MostSignIns, ct),
            MayDelete = http.Org.DeletesAccounts && !user.IsAdmin,
            Fields = guard.Fields(session),
            Done = http.Request.Query[DoneParameter].ToString(),
        }, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private async Task<IReadOnlyList<Place>> Browsers(Org org, Session current, User user, CancellationToken ct)
    {
        var usedFor = (await sessions.AppsOf(user.Id, ct)).ToLookup(one => one.SessionId, one => one.ClientId);
        var browsers = new List<Place>();
        foreach (var session in await sessions.Of(user.Id, ct))
        {
            browsers.Add(new Place(OfSession + session.Id, Device.Of(session.UserAgent), null, session.LastSeenAt)
            {
                Here = session.Id == current.Id, Ip = session.Ip, UsedFor = await Labels(org, usedFor[session.Id], ct),
            });
        }
        return [.. browsers.OrderByDescending(place => place.Here)];
    }

    private async Task<IReadOnlyList<Place>> Held(Org org, IReadOnlyList<RefreshFamily> held, CancellationToken ct)
    {
        var places = new List<Place>();
        foreach (var family in held)
            places.Add(new Place(OfFamily + family.Id, Device.Of(family.Device), (await apps.Find(org.Id, family.ClientId, ct))?.Label ?? family.ClientId,
                family.LastUsedAt));
        return places;
    }

    /// <summary>What the person agreed to, and what comes with a token that an app keeps.</summary>
    private async Task<IReadOnlyList<AppAccess>> Access(Org org, User user, IReadOnlyList<RefreshFamily> held, CancellationToken ct)
    {
        var granted = (await consents.Of(user.Id, ct)).Select(consent => (consent.ClientId, consent.ServerId, consent.Scope))
            .Concat(held.SelectMany(family => family.Scope.Split(' ').Select(scope => (family.ClientId, family.ServerId, Scope: scope))))
            .Distinct().ToLookup(one => one.ClientId);
        var access = new List<AppAccess>();
        foreach (var ofApp in granted)
        {
            if (await apps.Find(org.Id, ofApp.Key, ct) is not { } app) continue;
            var scopes = new List<ScopeDefinition>();
            foreach (var (_, serverId, scope) in ofApp)
                if ((await servers.Find(org, serverId, ct))?.Scopes.GetValueOrDefault(scope) is { } known && scopes.All(other => other.Name != known.Name))
                    scopes.Add(known);
            access.Add(new(app.Id, app.Label, scopes));
        }
        return [.. access.OrderBy(app => app.Label, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Bookmarks that they were given, and apps that say where a sign-in to them begins.</summary>
    private async Task<IReadOnlyList<OwnApp>> Own(Org org, User user, CancellationToken ct)
    {
        var found = await list.After(new AppQuery(org.Id, "", user.Id, null), "", MostApps, ct);
        return [.. found.Select(app => (app.Label, Address: AppAbout.Start(app, org.Url))).Where(app => app.Address is not null)
            .Select(app => new OwnApp(app.Label, app.Address!)).OrderBy(app => app.Label, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<IReadOnlyList<string>> Labels(Org org, IEnumerable<string> clientIds, CancellationToken ct)
    {
        var labels = new List<string>();
        foreach (var id in clientIds.Distinct(StringComparer.Ordinal))
            if (await apps.Find(org.Id, id, ct) is { } app) labels.Add(app.Label);
        return labels;
    }
}
