using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// The link in a mail whose code an app's own pages wait for: what it is for, what the document says of it, and that the app may look whether it has been
/// opened. Contract §4; decision 0040.
/// </summary>
internal sealed class IdxMail(MailedLinks mailed)
{
    private readonly MailLinks links = mailed.Links;

    /// <summary>How often, in milliseconds.</summary>
    private const int Every = 4_000;

    /// <summary>The page that waits: this sign-in, for this mailbox and nothing else.</summary>
    public static string Subject(IdxAt at) => at.Transaction.SignUp is { } number && at.Transaction.Intent == IdxIntent.SignUp
        ? SignUps.SubjectOf(IdxWays.SignUpId(at, number))
        : Secrets.Hash($"idx {at.Transaction.Intent} {at.User?.Id} {at.Transaction.FactorId} {at.Transaction.Hash}");

    public MailLinkWish Wish(HttpContext http, IdxAt at) => mailed.Wish(http, Subject(at), at.App);

    /// <summary>The link, where it has been opened; null: it has not, or there is none.</summary>
    public async Task<MailLink?> Opened(HttpContext http, IdxAt at) =>
        await links.Of(http.Org, Subject(at), http.RequestAborted) is { IsOpened: true } link ? link : null;

    /// <summary>The same, of somebody who stands as they did when it was mailed.</summary>
    public async Task<bool> OpenedBy(HttpContext http, IdxAt at, User user) =>
        await links.OpenedBy(http.Org, Subject(at), user, http.RequestAborted) is not null;

    /// <inheritdoc cref="MailLinks.TryUse"/>
    public Task<bool> TryUse(Writing w, MailLink link) => links.TryUse(w, link);

    public Task<User?> SignUp(HttpContext http, SignUps signUps, string id, IReadOnlyList<string> groupIds) =>
        signUps.FinishByLink(http, links, id, groupIds);

    /// <summary>Where a link was mailed, the app is told of it, and what another browser asks for.</summary>
    /// <param name="document">What is shown.</param>
    /// <param name="http">The request.</param>
    /// <param name="at">How far it has come.</param>
    /// <param name="mailbox">The authenticator in it.</param>
    /// <param name="member">Where that stands.</param>
    /// <param name="enrolls">It is being set up.</param>
    public async Task Tell(JsonObject document, HttpContext http, IdxAt at, JsonObject mailbox, string member, bool enrolls)
    {
        // The same for a name that nobody has, and whatever its owner has said: nothing but whether one was made is looked at.
        if (await links.Of(http.Org, Subject(at), http.RequestAborted) is not { Number: var number }) return;
        mailbox["poll"] = Poll(http.Org, at, "poll");
        // Where it says so, Okta's widget hides the field for the code behind a link of its own: the code stays the first way.
        mailbox["contextualData"] = new JsonObject { ["useEmailMagicLink"] = false, ["correctAnswer"] = number };
        document["remediation"]!["value"]!.AsArray().Add(Poll(http.Org, at, enrolls ? "enroll-poll" : "challenge-poll").RelatedTo(member));
        if (document.ContainsKey("messages")) return;
        var words = Language.Of(http, at.Waiting.Request.UiLocales).Texts.Mailed.LinkWaiting;
        document["messages"] = IdxProblem.Said("idx.email.link.number", $"{words} {number}", "INFO");
    }

    private static JsonObject Poll(Org org, IdxAt at, string name)
    {
        var form = IdxJson.Form(org, at, name, "challenge/poll");
        form["refresh"] = Every;
        return form;
    }
}
