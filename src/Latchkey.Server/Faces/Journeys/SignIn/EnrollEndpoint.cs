using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// GET and POST /signin/enroll?flow=…: a person sets a second factor up, because an app asked for one they do not have, or
/// for exactly this (contract §2.1, prompt and enroll_amr_values). Only at the point of a sign-in where it is due:
/// whoever has a factor has proven it by then. Threats row 8.
/// </summary>
internal sealed class EnrollEndpoint(PendingSignIns pending, SignInSteps steps, Threshold threshold, AuthenticatorKinds kinds, FactorChanges changes,
    SecondFactor second, EnrollPages pages, Consents tickets, SystemLog log, TimeProvider clock)
{
    public static Task<IResult> Show(HttpContext http, EnrollEndpoint endpoint) => endpoint.Show(http);

    public static Task<IResult> Submit(HttpContext http, EnrollEndpoint endpoint) => endpoint.Submit(http);

    private async Task<IResult> Show(HttpContext http)
    {
        if (await Due(http) is not (var waiting, var proof, var decision, var elsewhere)) return HostedPages.SignInExpired(http);
        if (elsewhere is not null) return elsewhere;
        var choices = Choices(http, waiting, decision!);
        if (choices.Count == 0) return waiting.ReplyTo.Refusal(http, Assurance.Unmet());
        var with = FactorPages.TypeNamed(http.Request.Query["with"].ToString());
        // What is only offered is never begun unasked.
        var offered = Offered(waiting, decision!);
        var chosen = choices.Count == 1 && !offered ? choices[0] : choices.FirstOrDefault(choice => choice.Type == with);
        if (chosen is not { } kind) return EnrollPages.Choice(http, waiting, proof, choices, offered,
            required: decision!.Step == AssuranceStep.Enroll);

        if (kind.AsksDevice) return await pages.Passkey(http, waiting, proof, kind, decision!.Demand.Key, offered: offered);
        if (kind.NewSecret() is { } secret)
            return await pages.App(http, waiting, proof, kind, pages.Sealed(waiting, proof, Base32.Encode(secret)), problem: null, offered);
        if (!EnrollPages.JustGiven(proof)) await kind.Challenge(http.Org, proof.User, [], http.RequestAborted);
        return EnrollPages.Mail(http, waiting, proof, kind, offered: offered);
    }

    private async Task<IResult> Submit(HttpContext http)
    {
        var form = await Parameters.Form(http.Request);
        if (await Due(http) is not (var waiting, var proof, var decision, var elsewhere)) return HostedPages.SignInExpired(http);
        if (elsewhere is not null) return elsewhere;
        var (user, ct, texts) = (proof.User, http.RequestAborted, EnrollPages.TextsOf(http, waiting));
        var offered = Offered(waiting, decision!);
        if (form.Has(EnrollPages.Skip) && offered)
            return await steps.Prove(http, waiting, proof with { Skipped = true },
                async writing => await tickets.TryAnswer(writing, waiting.Ticket!) && await FactorOffers.Skip(writing, user, clock.Now))
                ?? HostedPages.SignInExpired(http);
        var named = FactorPages.TypeNamed(form["with"]) ?? FactorType.Email;
        if (Choices(http, waiting, decision!).FirstOrDefault(choice => choice.Type == named) is not { } kind) return HostedPages.SignInExpired(http);

        Task<IResult> Again(string? problem, string? notice = null) => kind.AsksDevice
            ? pages.Passkey(http, waiting, proof, kind, decision!.Demand.Key, problem, offered)
            : kind.Sends ? Task.FromResult(EnrollPages.Mail(http, waiting, proof, kind, problem, notice, offered))
            : pages.App(http, waiting, proof, kind, form[EnrollPages.Key], problem, offered);
        if (form.Has("send") && kind.Sends) return await kind.TrySend(http.Org, user, ct) ? await Again(null, texts.CodeSent) : await Again(texts.CodeNotSent);

        var keeps = !kind.Sends && !kind.AsksDevice;
        var secret = keeps ? pages.Opened(waiting, proof, form[EnrollPages.Key]) : null;
        if (keeps && secret is null) return HostedPages.SignInExpired(http);
        var factor = kind.Enroll(user, secret is null ? null : Base32.Decode(secret), active: true,
            name: kind.Several ? PasskeyNames.Typed(http, form, texts) : null);
        var answer = kind.AsksDevice ? pages.Answer(http, waiting, proof, form) : form["code"] is { } typed ? new FactorAnswer(typed) : null;
        CodeOutcome outcome;
        if (kind.Type == FactorType.Email && EnrollPages.JustGiven(proof)) outcome = new CodeOutcome.Right(kind.Proves, _ => Task.FromResult(true));
        else if (answer is null) return await Again(kind.AsksDevice ? texts.PasskeyNotMade : texts.CodeMissing);
        else outcome = await second.CheckFirst(user.Doing(http), user, factor, answer with { Wanted = decision!.Demand.Key });
        if (outcome is not CodeOutcome.Right right)
        {
            await log.Record(http.Org, http, FactorEvents.Verified(user, factor.Type, outcome));
            return await Again(outcome is CodeOutcome.Refused { Told: not null } ? texts.PasskeyNotTaken
                : kind.AsksDevice ? texts.PasskeyNotMade : texts.CodeWrong);
        }

        var added = await changes.Added(user.Doing(http), user, factor, right);
        var next = await steps.Prove(http, waiting, proof.With(right.Proves, clock.Now),
            // One page, one factor.
            async writing => await tickets.TryAnswer(writing, waiting.Ticket!) && await added(writing), enrolled: right.Proves);
        if (next is not null) return next;
        await second.Overtaken(user, kind.Type, ct);
        return HostedPages.SignInExpired(http);
    }

    /// <summary>The request, if it is at this point; or where its person has to go instead.</summary>
    private async Task<(WaitingRequest Waiting, Proof Proof, SignOnDecision? Decision, IResult? Elsewhere)?> Due(HttpContext http)
    {
        if (await pending.Resume(http, http.Request.Query["flow"].ToString()) is not { Ticket: not null } waiting) return null;
        if (waiting.Proof is not { } proof) return (waiting, null!, null, steps.StartOver(http, waiting));
        var standing = await threshold.Of(http, waiting, proof);
        return standing.Next switch
        {
            Interaction.Enroll or Interaction.Offer => (waiting, proof, standing.Decision, null),
            Interaction.KeptOut or Interaction.Password or Interaction.SecondFactor =>
                (waiting, proof, standing.Decision, await threshold.LeadOn(http, waiting, standing, proof)),
            _ => null,
        };
    }

    /// <summary>Nobody asked for it, and it may be left for later: unlike what the app has sent them for.</summary>
    private static bool Offered(WaitingRequest waiting, SignOnDecision decision) => Enrollable.IsOffered(waiting.Request, decision);

    private IReadOnlyList<AuthenticatorKind> Choices(HttpContext http, WaitingRequest waiting, SignOnDecision decision) =>
        Enrollable.Of(kinds, http.Org, waiting.Request, decision);
}
