using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// An account is made in an app's own pages, by the steps of the page for it: the profile and a password, then the code that proves the address. An address
/// that has an account goes the same way, and its owner is told (threats row 20). Contract §4.
/// </summary>
internal sealed class IdxSignUps(IdxSteps steps, IdxDocuments documents, IdxWays ways, SignUps signUps, SignUpHook hook, MailReach reach,
    PasswordHashing hashing, PasswordChoice choice, Users users, TimeProvider clock)
{
    public async Task<IResult> Begin(HttpContext http, IdxAt at)
    {
        if (await ways.SignsUp(http, at) is null) throw Closed();
        return await steps.Move(http, at, at.Transaction.Anew() with { Intent = IdxIntent.SignUp });
    }

    /// <summary>Who they are, and the password they want.</summary>
    public async Task<IResult> Profile(HttpContext http, IdxAt at, JsonObject profile, string password)
    {
        var ct = http.RequestAborted;
        if (await ways.SignsUp(http, at) is not { } action) throw Closed();
        var language = Language.Of(http, at.Waiting.Request.UiLocales);
        var draft = DraftOf(profile, language);
        var settings = await choice.OfNew(http.Org, action.Groups, ct);
        if (PasswordPolicy.Said(settings, PasswordPolicy.Broken(settings, password, draft.Profile, http.Org)) is { } violation)
            throw new IdxProblem(400, "registration.error.password.passwordRequirementsNotMet", violation);
        // No page of ours: bounded with those who come without script (threats row 7).
        if (!http.RequestServices.GetRequiredService<BrowserWork>().TryWithoutPage(http)) throw IdxProblem.Of(ApiError.TooMany());
        var answer = await hook.Ask(http, action.HookId, draft);
        if (answer is not SignUpAnswer.Allowed(var agreed)) throw Refused((SignUpAnswer.Denied)answer);
        var hash = await hashing.Hash(password, ct);

        // Of two forms that are sent at once one makes a sign-up, and one mail goes out.
        var number = at.Transaction.Version;
        var moved = await steps.Moved(http, at, at.Transaction with { SignUp = number });
        await signUps.Begin(http.Org, language, IdxWays.SignUpId(at, number), agreed, hash, Mail(http).Wish(http, moved), ct);
        return await documents.Show(http, moved);
    }

    /// <summary>Another code; the one before it no longer counts here.</summary>
    public async Task<IResult> Again(HttpContext http, IdxAt at)
    {
        var (before, number) = (at.Transaction.SignUp!.Value, at.Transaction.Version);
        var moved = await steps.Moved(http, at, at.Transaction with { SignUp = number });
        await signUps.Again(http.Org, Language.Of(http, at.Waiting.Request.UiLocales), IdxWays.SignUpId(at, before), IdxWays.SignUpId(at, number),
            Mail(http).Wish(http, moved), http.RequestAborted);
        return await documents.Show(http, moved);
    }

    /// <summary>The code. Whoever chose the password here a moment ago has just proven it.</summary>
    public async Task<IResult> Verify(HttpContext http, IdxAt at, string typed)
    {
        if (await ways.SignsUp(http, at) is not { } action) throw Closed();
        var id = IdxWays.SignUpId(at, at.Transaction.SignUp!.Value);
        if (await signUps.Finish(http, id, typed, action.Groups) is not { } user) throw IdxProblem.WrongCode();
        return await SignedUp(http, at, user);
    }

    /// <summary>The link instead, opened by whoever reads the mail.</summary>
    public async Task<IResult> Opened(HttpContext http, IdxAt at)
    {
        if (await ways.SignsUp(http, at) is not { } action) throw Closed();
        var id = IdxWays.SignUpId(at, at.Transaction.SignUp!.Value);
        return await Mail(http).SignUp(http, signUps, id, action.Groups) is { } user ? await SignedUp(http, at, user) : await documents.Show(http, at);
    }

    private async Task<IResult> SignedUp(HttpContext http, IdxAt at, User user)
    {
        var proof = new Proof(user, PasswordSignIn.Amr, clock.Now);
        return await steps.Prove(http, at, proof, w => users.RecordSuccess(w, user)) ?? throw IdxProblem.Expired();
    }

    private static IdxMail Mail(HttpContext http) => http.RequestServices.GetRequiredService<IdxMail>();

    private UserDraft DraftOf(JsonObject profile, Language language)
    {
        string Typed(string name) => profile.Text(name)?.Trim() is { Length: > 0 } text ? text : throw IdxProblem.Blank($"userProfile.{name}");
        var (first, last, email) = (Typed("firstName"), Typed("lastName"), Typed("email"));
        try
        {
            return SignUpDraft.Of(email, first, last, language, reach);
        }
        catch (RuleException rule) when (rule.Fields.Any(field => field is "login" or "email"))
        {
            throw new IdxProblem(400, "registration.error.invalidLoginEmail.Email", $"'Email' {rule.Reasons[0]}");
        }
    }

    /// <summary>In the words of the org's hook, where it has any.</summary>
    private static IdxProblem Refused(SignUpAnswer.Denied answer) => new(403, "registration.error.generic",
        answer.Sentence ?? "The account could not be made. An administrator knows why.");

    private static IdxProblem Closed() => new(403, "oie.registration.is.not.enabled", "Sign up is not enabled for this organization.");
}
