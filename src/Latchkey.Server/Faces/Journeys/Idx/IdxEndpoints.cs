using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>POST /idp/idx/…: a person signs in in an app's own pages, as clients of the Identity Engine do it. Contract §4.</summary>
internal static class IdxEndpoints
{
    /// <summary>POST …/introspect: how it stands.</summary>
    public static async Task<IResult> Introspect(HttpContext http, IdxCalls calls, IdxSteps steps, DeviceToken device)
    {
        device.Give(http);
        var at = await calls.Introspected(http);
        return at.Transaction.SessionId is null ? await steps.GoOn(http, at) : await steps.Repeat(http, at);
    }

    /// <summary>
    /// POST …/identify, with a name and a password; or the name alone, of somebody who has forgotten theirs, or where a mailed code would do. Unknown,
    /// wrong and locked sound the same (threats row 20).
    /// </summary>
    public static async Task<IResult> Identify(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxRecovery recovery, IdxWays ways,
        IdxPasswords passwords)
    {
        var (at, body) = await calls.Require(http);
        var due = (await documents.Due(http, at)).Step;
        if (due == IdxStep.Recover) return await recovery.Named(http, at, Needed(body, "identifier"), remember: false);
        if (due != IdxStep.Identify) throw IdxProblem.OutOfOrder();
        var identifier = Needed(body, "identifier");
        if ((await ways.Elsewhere(http, at, identifier)).Alone) return await documents.Show(http, at with { Typed = identifier });
        var (password, remember) = (body.Object("credentials")?.Text("passcode"), body.Flag("rememberMe") ?? false);
        if (password is not { Length: > 0 } && await ways.ByMail(http, at)) return await recovery.Named(http, at, identifier, remember);
        return await passwords.SignIn(http, at, identifier, Needed(body.Object("credentials") ?? [], "passcode"), remember);
    }

    /// <summary>POST …/challenge: which second factor it is to be. A code is on its way, or what a device is to sign is in the document.</summary>
    public static async Task<IResult> Choose(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxSteps steps, IdxRecovery recovery,
        IdxMail mail, AuthenticatorKinds kinds, Factors factors)
    {
        var (at, body) = await calls.Require(http);
        var due = await documents.Due(http, at);
        if (due.Step is IdxStep.ChooseMail or IdxStep.Unlock)
        {
            if (Named(http.Org, body.Object("authenticator") ?? []).Factor != FactorType.Email) throw IdxProblem.Blank("authenticator");
            return await recovery.Mail(http, at, due.Step == IdxStep.Unlock ? Needed(body, "identifier") : null);
        }
        if (due.Step is IdxStep.ChooseFirst or IdxStep.FirstPassword || (due.Step == IdxStep.AnswerMail && at.Transaction.Intent == IdxIntent.SignIn))
            return Named(http.Org, body.Object("authenticator") ?? []).Factor switch
            {
                null => await steps.Move(http, at, at.Transaction with { Kind = IdxWays.PasswordKind }),
                FactorType.Email => await recovery.Mail(http, at),
                _ => throw IdxProblem.Blank("authenticator"),
            };
        if (due.Step is not (IdxStep.Choose or IdxStep.Answer)) throw IdxProblem.OutOfOrder();
        var chosen = body.Object("authenticator") ?? [];
        var known = Named(http.Org, chosen);
        if (known.Factor is not { } type || !due.Could.Includes(type)) throw IdxProblem.Blank("authenticator");
        var wanted = due.Decision!.Demand.Key;
        var mine = await kinds.Of(type).Fitting(http.Org, await factors.Active(at.User!, type, http.RequestAborted), wanted, http.RequestAborted);
        var factor = chosen.Text("enrollmentId") is { } id ? mine.FirstOrDefault(one => one.Id == id) ?? throw IdxProblem.Blank("enrollmentId")
            : mine.Count > 0 ? mine[0] : null;
        var to = at.Transaction with { Kind = type, FactorId = factor?.Id, Challenge = null };
        // A moment after the last one it is that one which counts.
        var challenge = await kinds.Of(type).Challenge(http.Org, at.User!, factor is null ? [] : [factor], http.RequestAborted,
            mail.Wish(http, at with { Transaction = to }), wanted);
        return await steps.Move(http, at, to with { Challenge = challenge?.Stored });
    }

    /// <summary>POST …/challenge/answer: a code, what a device has signed, or a password.</summary>
    public static async Task<IResult> Answer(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxFactors answers, IdxPasswords passwords,
        IdxPasskeys passkeys, IdxRecovery recovery, IdxSignUps signUps)
    {
        var (at, body) = await calls.Require(http);
        var due = await documents.Due(http, at);
        var credentials = body.Object("credentials") ?? [];
        return due.Step switch
        {
            IdxStep.Question => await recovery.Question(http, at, Needed(credentials, "answer")),
            IdxStep.NewPassword or IdxStep.PasswordSoon => await passwords.Change(http, at, Needed(credentials, "passcode")),
            IdxStep.Identify => await passkeys.SignIn(http, at, credentials),
            IdxStep.FirstPassword => await passwords.SignIn(http, at, at.Transaction.Identifier!, Needed(credentials, "passcode"), at.Transaction.Remember),
            IdxStep.Password => await passwords.Give(http, at, Needed(credentials, "passcode")),
            IdxStep.AnswerMail => await recovery.Answer(http, at, Needed(credentials, "passcode")),
            IdxStep.AnswerSignUp => await signUps.Verify(http, at, Needed(credentials, "passcode")),
            IdxStep.Answer => await answers.Verify(http, at, due, credentials),
            IdxStep.AnswerNew => await answers.Activate(http, at, due, credentials),
            _ => throw IdxProblem.OutOfOrder(),
        };
    }

    /// <summary>POST …/challenge/resend: another code. A moment after the last one none is sent, and that one still counts: 429.</summary>
    public static async Task<IResult> Resend(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxRecovery recovery, IdxSignUps signUps,
        IdxMail mail, AuthenticatorKinds kinds)
    {
        var (at, _) = await calls.Require(http);
        var due = await documents.Due(http, at);
        // Whether any goes out, nobody learns here.
        if (due.Step == IdxStep.AnswerMail) return await recovery.Again(http, at);
        if (due.Step == IdxStep.AnswerSignUp) return await signUps.Again(http, at);
        var type = due.Step == IdxStep.Answer ? at.Transaction.Kind : due.Step == IdxStep.AnswerNew ? due.Factor!.Type : null;
        if (type is null || !kinds.Of(type).Sends) throw IdxProblem.OutOfOrder();
        await kinds.Of(type).Resend(http, at.User!, mail.Wish(http, at));
        return await documents.Show(http, at);
    }

    /// <summary>
    /// POST …/challenge/poll: whether the link in the mail has been opened. Where it has, this goes on as after the code; until then it is as it was.
    /// </summary>
    public static async Task<IResult> Poll(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxFactors answers, IdxRecovery recovery,
        IdxSignUps signUps, IdxMail mail, AuthenticatorKinds kinds)
    {
        var (at, _) = await calls.Require(http);
        var due = await documents.Due(http, at);
        var type = due.Step == IdxStep.Answer ? at.Transaction.Kind : due.Step == IdxStep.AnswerNew ? due.Factor!.Type : FactorType.Email;
        if (due.Step is not (IdxStep.Answer or IdxStep.AnswerNew or IdxStep.AnswerMail or IdxStep.AnswerSignUp) || !kinds.Of(type!).Sends)
            throw IdxProblem.OutOfOrder();
        if (await mail.Opened(http, at) is not { } link) return await documents.Show(http, at);
        return due.Step switch
        {
            IdxStep.AnswerMail => await recovery.Opened(http, at, link),
            IdxStep.AnswerSignUp => await signUps.Opened(http, at),
            IdxStep.Answer => await answers.Verify(http, at, due, null),
            _ => await answers.Activate(http, at, due, null),
        };
    }

    /// <summary>POST …/credential/enroll: which one is to be set up.</summary>
    public static async Task<IResult> ChooseNew(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxFactors answers, AuthenticatorKinds kinds)
    {
        var (at, body) = await calls.Require(http);
        var due = await documents.Due(http, at);
        if (due.Step is not (IdxStep.ChooseNew or IdxStep.AnswerNew)) throw IdxProblem.OutOfOrder();
        var known = Named(http.Org, body.Object("authenticator") ?? []);
        if (known.Factor is not { } type || Enrollable.Of(kinds, http.Org, at.Waiting.Request, due.Decision!).All(kind => kind.Type != type))
            throw IdxProblem.Blank("authenticator");
        return await answers.Begin(http, at, due, type);
    }

    /// <summary>POST …/skip: what no policy insists on is not set up now, and a password that will do for a while stays.</summary>
    public static async Task<IResult> Skip(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxSteps steps, IdxPasswords passwords)
    {
        var (at, _) = await calls.Require(http);
        var due = await documents.Due(http, at);
        if (!due.MaySkip) throw IdxProblem.OutOfOrder();
        return due.Step == IdxStep.PasswordSoon ? await passwords.Keep(http, at) : await steps.Skip(http, at, due);
    }

    /// <summary>POST …/recover: the password is forgotten.</summary>
    public static async Task<IResult> Recover(HttpContext http, IdxCalls calls, IdxSteps steps, IdxWays ways)
    {
        var (at, _) = await calls.Require(http);
        if (at.User is not null || !await ways.Recovers(http)) throw IdxProblem.OutOfOrder();
        return await steps.Move(http, at, at.Transaction.Anew() with { Intent = IdxIntent.Recover });
    }

    /// <summary>POST …/unlock-account: the account is locked.</summary>
    public static async Task<IResult> Unlock(HttpContext http, IdxCalls calls, IdxSteps steps, IdxWays ways)
    {
        var (at, _) = await calls.Require(http);
        if (at.User is not null || !await ways.Unlocks(http)) throw IdxProblem.OutOfOrder();
        return await steps.Move(http, at, at.Transaction.Anew() with { Intent = IdxIntent.Unlock });
    }

    /// <summary>POST …/enroll: there is no account yet.</summary>
    public static async Task<IResult> BeginSignUp(HttpContext http, IdxCalls calls, IdxSignUps signUps)
    {
        var (at, _) = await calls.Require(http);
        if (at.User is not null) throw IdxProblem.OutOfOrder();
        return await signUps.Begin(http, at);
    }

    /// <summary>POST …/enroll/new: who it is, and the password they want.</summary>
    public static async Task<IResult> SignUp(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxSignUps signUps)
    {
        var (at, body) = await calls.Require(http);
        if ((await documents.Due(http, at)).Step is not (IdxStep.Profile or IdxStep.AnswerSignUp)) throw IdxProblem.OutOfOrder();
        return await signUps.Profile(http, at, body.Object("userProfile") ?? [], Needed(body.Object("credentials") ?? [], "passcode"));
    }

    /// <summary>POST …/consent: may the app have this? What the document listed is what is agreed to.</summary>
    public static async Task<IResult> Agree(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxSteps steps, IdxTransactions transactions,
        Consents consents, SystemLog log)
    {
        var (at, body) = await calls.Require(http);
        if ((await documents.Due(http, at)).Step != IdxStep.Consent) throw IdxProblem.OutOfOrder();
        var (request, user) = (at.Waiting.Request, at.User!);
        if (body.Flag("consent") is not true)
        {
            if (body.Flag("consent") is null) throw IdxProblem.Blank("consent");
            await transactions.TryEnd(at.Transaction, http.RequestAborted);
            var denied = OAuthException.AccessDenied("The resource owner denied the request.");
            await log.Record(http.Org, http, AuthorizeEvents.Authorize(request, user, denied));
            throw IdxProblem.Denied(denied.Message);
        }

        var listed = body.Texts("scopes") ?? [];
        var missing = await consents.Missing(request, user.Id, silently: false, http.RequestAborted);
        if (missing.Any(scope => !listed.Contains(scope.Name))) throw IdxProblem.Blank("scopes");
        var next = await steps.Agreed(http, at, async w =>
        {
            await consents.Give(w, request.App, request.Server, user.Id, missing);
            return true;
        });
        await log.Record(http.Org, http, ConsentEvents.ConsentGiven(request.App, request.Server, user, missing));
        return next;
    }

    /// <summary>POST …/cancel: from the beginning.</summary>
    public static async Task<IResult> Cancel(HttpContext http, IdxCalls calls, IdxSteps steps)
    {
        var (at, _) = await calls.Require(http);
        return await steps.Move(http, at, at.Transaction.Anew());
    }

    internal static string Needed(JsonObject body, string name) => body.Text(name) is { Length: > 0 } value ? value : throw IdxProblem.Blank(name);

    private static KnownAuthenticator Named(Org org, JsonObject chosen) => chosen.Text("id") is { } id
        && KnownAuthenticator.All.FirstOrDefault(one => one.IdAt(org) == id) is { } known ? known : throw IdxProblem.Blank("authenticator");
}
