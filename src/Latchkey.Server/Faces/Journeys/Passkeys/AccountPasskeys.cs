using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Passkeys;

/// <summary>
/// A person looks after their passkeys. Whoever adds, names or removes one has proven who they are a moment ago, with all they have: a browser
/// left open is not enough (threats row 8).
/// </summary>
internal sealed class AccountPasskeys(Database db, Sessions sessions, AccountGuard guard, Threshold threshold, PasskeyKind kind, Factors factors,
    FactorChanges changes, SecondFactor second, DeviceChallenges challenges, SystemLog log)
{
    public const string Path = "/account/passkeys";

    public async Task<IResult> Show(HttpContext http)
    {
        var (person, first) = await guard.Proven(http, Path);
        return person is var (session, user) ? await Overview(http, session, user, null) : first!;
    }

    public async Task<IResult> Change(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        var (person, first) = await guard.Proven(http, Path);
        if (person is not var (session, user)) return first!;
        if (!guard.IsFrom(session, form)) return await Overview(http, session, user, null);

        var doing = user.Doing(http);
        if (form.Has(DeviceChallenges.Asked)) return await Add(http, doing, session, user, form);
        if ((await factors.Active(user, kind.Type, http.RequestAborted)).FirstOrDefault(one => one.Id == form["passkey"]) is { } passkey)
        {
            if (form.Has("remove")) await changes.Remove(doing, user, passkey);
            else
            {
                try
                {
                    await changes.Rename(doing, user, passkey, FactorName.Of(form["name"]));
                }
                catch (RuleException)
                {
                    return await Overview(http, session, user, Language.Of(http, null).Texts.Account.NameInvalid, 400);
                }
            }
        }
        return new Found(Path + "?done");
    }

    private async Task<IResult> Add(HttpContext http, Doing doing, Session session, User user, Parameters form)
    {
        var texts = Language.Of(http, null).Texts;
        if (challenges.Answer(http, Meaning(session), form) is not { } answer) return await Overview(http, session, user, texts.PasskeyNotMade);
        if ((await factors.Active(user, kind.Type, http.RequestAborted)).Count >= PasskeyKind.Most
            || !await threshold.MayEnroll(http, session, user, kind.Type))
            return await Overview(http, session, user, null);

        var factor = kind.Enroll(user, null, active: true, name: PasskeyNames.Typed(http, form, texts));
        var outcome = await second.CheckFirst(doing, user, factor, answer);
        if (outcome is CodeOutcome.Right right)
        {
            // They have just shown it: from now on it is asked for, and this session has given it.
            var added = await changes.Added(doing, user, factor, right);
            var risen = sessions.PrepareRise(http, session, Assurance.Raised(session.Amr, right.Proves));
            if (await db.Write(async writing => await challenges.TrySpend(writing, answer) && await added(writing)
                && await sessions.TryRaise(writing, session, risen), http.RequestAborted))
            {
                sessions.WriteCookie(http, risen);
                return new Found(Path + "?done");
            }
            outcome = await second.Overtaken(user, kind.Type, http.RequestAborted);
        }
        await log.Record(http.Org, http, FactorEvents.Verified(user, kind.Type, outcome));
        return await Overview(http, session, user, outcome is CodeOutcome.Refused { Told: not null } ? texts.PasskeyNotTaken : texts.PasskeyNotMade);
    }

    private async Task<IResult> Overview(HttpContext http, Session session, User user, string? problem, int status = 200)
    {
        var mine = await factors.Active(user, kind.Type, http.RequestAborted);
        var texts = Language.Of(http, null).Texts;
        var more = kind.WorksAt(http.Org) && mine.Count < PasskeyKind.Most && await threshold.MayEnroll(http, session, user, kind.Type);
        return Page.Of(new AccountPasskeysPage
        {
            PersonName = user.DisplayName, Done = problem is null && http.Request.Query.ContainsKey("done"), Problem = problem,
            Passkeys = await Own(http, mine, texts),
            Fields = guard.Fields(session),
            Question = !more ? null
                : challenges.Question(http, Meaning(session), (await kind.BeginEnroll(http.Org, user, http.RequestAborted))!),
            Suggestion = PasskeyNames.Suggested(http, texts), Accepted = PasskeySignals.All(http.Org, user, mine),
        }, status);
    }

    /// <summary>What a device's answer is for.</summary>
    private static string Meaning(Session session) => $"add {session.UserId} {session.Id}";

    private async Task<IReadOnlyList<OwnPasskey>> Own(HttpContext http, IReadOnlyList<Factor> mine, Texts texts)
    {
        var own = new List<OwnPasskey>();
        foreach (var one in mine)
            own.Add(new(one.Id, one.Name ?? texts.Passkey, one.CreatedAt, one.LastUsedAt)
            {
                Model = await kind.ModelOf(http.Org, one, http.RequestAborted),
            });
        return own;
    }
}
