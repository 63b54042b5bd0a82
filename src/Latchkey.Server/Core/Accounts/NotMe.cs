using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// A notice said that the way into an account has changed, and its owner says that it was not they: what the notice told of is undone, everything that
/// was begun ends, and the password counts no more. Whoever has the link then chooses a new one; what else they have to sign in with is asked for as
/// ever (threats row 8).
/// </summary>
internal sealed class NotMe(LoggedWrites writes, OneTimeLinks links, UserLifecycle lifecycle, Passwords passwords, Factors factors, UserChanges changes,
    MailReach reach)
{
    /// <summary>How long they have to choose a new password: they are sitting there.</summary>
    private static readonly TimeSpan ToChoose = TimeSpan.FromHours(1);

    /// <summary>What the notice told of.</summary>
    public Disowned Of(OneTimeLink link, string token) =>
        links.FlowOf(link, token) is { } text ? Read(text) : new Disowned();

    /// <summary>
    /// The token of a link to a new password, empty where they have none; null: the link was used before. Of any number of racing uses one acts.
    /// </summary>
    public async Task<string?> End(Doing doing, User user, OneTimeLink link, string token)
    {
        var what = Of(link, token);
        var theirs = await factors.Of(user, doing.Aborted);
        return await writes.Write<string>(doing, AdminEvents.NotMe, async writing =>
        {
            if (!await links.TryUse(writing, user.OrgId, token, OneTimeLinks.NotMe)) return null;
            // Whoever made this change made those after it; an address comes back to the mailbox that reads this.
            Disowned[] told = [what, .. (await links.NotMeSince(writing, user.Id, link.CreatedAt)).Select(Read)];
            var moved = told.FirstOrDefault(one => one.Email is { } email && Identifiers.Canonical(email) == link.MailedTo);
            var draft = moved is null ? null : Restored(user, moved.Email!, moved.Login);
            // Where somebody else has that login by now, the address stays as it is: everything else is done all the same.
            var now = draft is null ? user : await changes.Readdressed(writing, doing, user, draft) ?? user;
            foreach (var added in theirs.Where(factor => told.Any(one => one.FactorId == factor.Id))) await factors.TryDelete(writing, added);
            if (told.Any(one => one.FactorId == RecoveryCodes.Proves.Type) || !await factors.HasAny(writing, user)) await RecoveryCodes.Forget(writing, user);
            // Neither needs a password, so a new one would end neither.
            await Unlink(writing, user, told, link.CreatedAt);
            await ApiTokens.EndSince(writing, user.Id, link.CreatedAt);
            await passwords.End(writing, now, "the person says that it was not they");
            await links.VoidNotMe(writing, user.Id, link.CreatedAt);
            // A mailbox that is not theirs any more says that something is wrong, and opens nothing.
            if (user.PasswordHash is null || !await lifecycle.ResetPassword(writing, now) || Identifiers.Canonical(now.Email) != link.MailedTo) return "";
            return await links.Issue(writing, now, OneTimeLinks.ResetPassword, ToChoose, mailed: true);
        }, _ => user.Party);
    }

    /// <summary>Of other providers, those that sign them in since then, and those that the notices told of.</summary>
    private static Task Unlink(Writing writing, User user, IEnumerable<Disowned> told, DateTimeOffset since) => writing.Change(
        "delete from linked_identities where user_id = @Id and (created_at >= @since or id in @ids)",
        new { user.Id, since, ids = told.Select(one => one.LinkId).OfType<string>().ToArray() });

    private static Disowned Read(string text) => JsonSerializer.Deserialize<Disowned>(text)!;

    private UserDraft? Restored(User user, string email, string? login)
    {
        var given = new JsonObject { ["email"] = email };
        if (login is not null) given["login"] = login;
        try
        {
            return UserDraft.Of(user, given, ProfileSchema.OfEveryOrg, reach);
        }
        catch (RuleException)
        {
            return null;
        }
    }
}
