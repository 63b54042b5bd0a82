using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
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
        return await steps.GoOn(http, await calls.Introspected(http));
    }

    /// <summary>POST …/identify, with a name and a password. Unknown, wrong and locked sound the same (threats row 20).</summary>
    public static async Task<IResult> Identify(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxSteps steps, PasswordSignIn passwords, Users users,
        SystemLog log, TimeProvider clock)
    {
        var (at, body) = await calls.Require(http);
        if ((await documents.Due(http, at)).Step != IdxStep.Identify) throw IdxProblem.OutOfOrder();
        var (identifier, password) = (Needed(body, "identifier"), Needed(body.Object("credentials") ?? [], "passcode"));
        var transaction = at.Transaction.Anew() with { Remember = body.Flag("rememberMe") ?? false };

        IResult? next = null;
        var outcome = await passwords.Check(http.Org, identifier, password, http.RequestAborted);
        if (outcome is PasswordOutcome.Ok ok)
        {
            var proof = new Proof(ok.User, PasswordSignIn.Amr, clock.Now) { Remember = transaction.Remember };
            next = await steps.Prove(http, at with { Transaction = transaction }, proof, w => users.RecordSuccess(w, ok.User));
            if (next is null) outcome = new PasswordOutcome.Refused(ok.User, "locked or changed meanwhile");
            else if (ok.Old) await passwords.Renew(ok.User, password, http.RequestAborted);
        }
        else if (outcome is PasswordOutcome.Expired expired)
            next = await steps.Move(http, at with { User = expired.User }, transaction with { UserId = expired.User.Id, NewPassword = true });
        await log.Record(http.Org, http, SignInEvents.SignIn(identifier, outcome, at.App.Party));
        return next ?? throw IdxProblem.WrongCredentials();
    }

    /// <summary>POST …/challenge: which second factor it is to be. A code is on its way, or what a device is to sign is in the document.</summary>
    public static async Task<IResult> Choose(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxSteps steps, AuthenticatorKinds kinds,
        Factors factors)
    {
        var (at, body) = await calls.Require(http);
        var due = await documents.Due(http, at);
        if (due.Step is not (IdxStep.Choose or IdxStep.Answer)) throw IdxProblem.OutOfOrder();
        var chosen = body.Object("authenticator") ?? [];
        var known = Named(http.Org, chosen);
        if (known.Factor is not { } type || !due.Could.Includes(type)) throw IdxProblem.Blank("authenticator");
        var mine = await factors.Active(at.User!, type, http.RequestAborted);
        var factor = chosen.Text("enrollmentId") is { } id ? mine.FirstOrDefault(one => one.Id == id) ?? throw IdxProblem.Blank("enrollmentId")
            : mine.Count > 0 ? mine[0] : null;
        // A moment after the last one it is that one which counts.
        var challenge = await kinds.Of(type).Challenge(http.Org, at.User!, factor is null ? [] : [factor], http.RequestAborted);
        return await steps.Move(http, at, at.Transaction with { Kind = type, FactorId = factor?.Id, Challenge = challenge?.Stored });
    }

    /// <summary>POST …/challenge/answer: a code, what a device has signed, or a new password.</summary>
    public static async Task<IResult> Answer(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxFactors answers, IdxPasswords passwords)
    {
        var (at, body) = await calls.Require(http);
        var due = await documents.Due(http, at);
        var credentials = body.Object("credentials") ?? [];
        return due.Step switch
        {
            IdxStep.NewPassword => await passwords.Change(http, at, Needed(credentials, "passcode")),
            IdxStep.Answer => await answers.Verify(http, at, credentials),
            IdxStep.AnswerNew => await answers.Activate(http, at, due.Factor!, credentials),
            _ => throw IdxProblem.OutOfOrder(),
        };
    }

    /// <summary>POST …/challenge/resend: another code. A moment after the last one none is sent, and that one still counts: 429.</summary>
    public static async Task<IResult> Resend(HttpContext http, IdxCalls calls, IdxDocuments documents, AuthenticatorKinds kinds)
    {
        var (at, _) = await calls.Require(http);
        var due = await documents.Due(http, at);
        var type = due.Step == IdxStep.Answer ? at.Transaction.Kind : due.Step == IdxStep.AnswerNew ? due.Factor!.Type : null;
        if (type is null || !kinds.Of(type).Sends) throw IdxProblem.OutOfOrder();
        await kinds.Of(type).Resend(http, at.User!);
        return await documents.Show(http, at);
    }

    /// <summary>POST …/credential/enroll: which one is to be set up.</summary>
    public static async Task<IResult> ChooseNew(HttpContext http, IdxCalls calls, IdxDocuments documents, IdxFactors answers)
    {
        var (at, body) = await calls.Require(http);
        var due = await documents.Due(http, at);
        if (due.Step is not (IdxStep.ChooseNew or IdxStep.AnswerNew)) throw IdxProblem.OutOfOrder();
        var known = Named(http.Org, body.Object("authenticator") ?? []);
        if (known.Factor is not { } type || !due.Decision!.Enrolling.Contains(type)) throw IdxProblem.Blank("authenticator");
        return await answers.Begin(http, at, type);
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
