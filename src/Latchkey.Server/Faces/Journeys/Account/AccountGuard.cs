using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>
/// Who looks after their account here: the person of this session, by a form that this server made for it (no other site can
/// have somebody press its buttons, threats row 4), and for what cannot be undone one who has just proven who they are.
/// </summary>
internal sealed class AccountGuard(Sessions sessions, PendingSignIns pending, Threshold threshold, Users users, AuthenticatorKinds kinds, Seal seal,
    TimeProvider clock)
{
    /// <summary>How long a sign-in counts as having just been.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private const string Purpose = "account";
    private const string Proof = "proof";

    /// <summary>As they stand in the database; null: nobody is signed in, or not with all that it takes here.</summary>
    public async Task<(Session Session, User User)?> Current(HttpContext http)
    {
        if (await sessions.Current(http) is not var (session, known)) return null;
        if (await users.Read(http.Org.Id, known.Id, http.RequestAborted) is not { } user || !await threshold.Admits(http, session, user)) return null;
        Language.Choose(http, user[OwnProfile.Language]);
        return (session, user);
    }

    /// <summary>The same, by one of our forms. Null: it is none, or of another session.</summary>
    public async Task<(Session Session, User User)?> Sender(HttpContext http, Parameters form) =>
        await Current(http) is { } current && IsFrom(current.Session, form) ? current : null;

    /// <summary>Whether it is a form that this server made for this session: no other site can make somebody press its buttons.</summary>
    public bool IsFrom(Session session, Parameters form) => seal.TryOpen(Purpose, form[Proof], session.OrgId) == session.Id;

    /// <summary>What each form of this session carries.</summary>
    public IReadOnlyDictionary<string, string> Fields(Session session) =>
        new Dictionary<string, string> { [Proof] = seal.Close(Purpose, session.Id, session.OrgId) };

    /// <summary>Who is here and has just proven it, with all that they have: whoever finds a browser open does nothing of theirs (threats row 8).</summary>
    /// <returns>Them; else where they have to go first, and come back to this page from.</returns>
    public async Task<((Session Session, User User)? Person, IResult? First)> Proven(HttpContext http, string here)
    {
        if (await Current(http) is not var (session, user)) return (null, await SignInFirst(http, here, within: Fresh));
        if (session.HandedOver || clock.Now - session.AuthenticatedAt > Fresh) return (null, await SignInFirst(http, here, user, Fresh));
        var first = await threshold.AskForWhatIsOwed(http, await pending.WaitingForAccount(http, here, user.Login, Fresh), session, user);
        return first is null ? ((session, user), null) : (null, first);
    }

    /// <summary>
    /// What the policies let them set up besides what they have. Passkeys have a page of their own: people keep several.
    /// </summary>
    public async Task<IReadOnlyList<string>> Enrollable(HttpContext http, Session session, User user, IReadOnlyCollection<Factor> own)
    {
        var types = new List<string>();
        foreach (var kind in kinds.All.Where(kind => !kind.AsksDevice && kind.WorksAt(http.Org) && own.All(factor => factor.Type != kind.Type)))
            if (await threshold.MayEnroll(http, session, user, kind.Type)) types.Add(kind.Type);
        return types;
    }

    /// <summary>To the pages on which one sets a factor up, and back to the account.</summary>
    public async Task<IResult> Enroll(HttpContext http, Session session, User user, string type) =>
        threshold.AskToEnroll(http, await pending.WaitingToEnroll(http, AccountOverview.DoneAddress("added", "authenticators"), type),
            threshold.Continued(session, user));

    /// <summary>To the sign-in, with all that it takes of this person, and back to this page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="here">The page.</param>
    /// <param name="user">Who has been let in, and did not sign in a moment ago; null: whoever comes.</param>
    /// <param name="within">How long ago they may have proven who they are, also to another provider; null: whenever.</param>
    public async Task<IResult> SignInFirst(HttpContext http, string here, User? user = null, TimeSpan? within = null)
    {
        var current = await sessions.Current(http);
        var waiting = await pending.WaitingForAccount(http, here, (user ?? current?.User)?.Login, within);
        return user is null && current is var (session, known) && await threshold.AskForWhatIsOwed(http, waiting, session, known) is { } first ? first
            : threshold.StartOver(http, waiting);
    }
}
