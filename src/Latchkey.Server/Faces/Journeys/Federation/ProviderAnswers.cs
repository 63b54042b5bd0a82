using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Federation;

/// <summary>
/// Takes what a provider sends somebody back with: who they are there, who they are here, and the step after that, which is the one after any other first
/// factor. What the person sees of a refusal says nothing of accounts here; the log has the reason.
/// </summary>
internal sealed class ProviderAnswers(UpstreamClient upstream, AccountLinking linking, Arrivals arrivals, SignInSteps steps, Users users, SystemLog log,
    TimeProvider clock)
{
    /// <param name="http">The request.</param>
    /// <param name="waiting">The sign-in that it is for.</param>
    /// <param name="provider">Whose answer it should be.</param>
    /// <param name="asked">What was asked of it.</param>
    /// <param name="said">The answer.</param>
    /// <returns>What comes next; or what is wrong.</returns>
    public async Task<(IResult? Next, SignInProblem? Problem)> Take(HttpContext http, WaitingRequest waiting, IdentityProvider provider, UpstreamRequest asked,
        Parameters said)
    {
        UpstreamPerson person;
        UpstreamTokens tokens;
        try
        {
            if (said[Parameter.Code] is not { Length: > 0 } code)
            {
                await upstream.RequireAnswerOf(provider, said[Parameter.Issuer], http.RequestAborted);
                await Refused(http, provider, null, $"the provider answers {LogText.Short(said[Parameter.Error] ?? "nothing")}");
                return (null, SignInProblem.ProviderRefused);
            }
            (person, tokens) = await upstream.Return(http.Org, provider, asked, code, said[Parameter.Issuer], http.RequestAborted);
        }
        catch (Exception no) when (no is UpstreamException or OutgoingException)
        {
            await Refused(http, provider, null, no.Message);
            return (null, SignInProblem.ProviderFailed);
        }
        if (provider.Type == ProviderType.Apple) person = WithName(person, said["user"]);

        var outcome = await linking.Recognize(http, provider, person);
        if (outcome is LinkOutcome.Refused refused) return await Unknown(http, waiting, provider, refused.User, refused.Reason);
        var known = (LinkOutcome.Known)outcome;
        if (AccountGate.RefusalToSignIn(known.User, clock.Now) is { } shut) return await Unknown(http, waiting, provider, known.User, shut.Explanation);

        var user = await arrivals.Settle(http, provider, person, tokens, known);
        var proof = new Proof(user, Arrivals.AmrOf(provider, person), clock.Now) { IdpId = provider.Id, Since = person.SignedInAt(clock.Now) };
        var next = await steps.Prove(http, waiting, proof, w => users.RecordSignature(w, user));
        if (next is null) return await Unknown(http, waiting, provider, user, "locked or changed meanwhile");
        await log.Record(http.Org, http, FederationEvents.Known(provider, user.Party));
        await Tell(http, waiting, next is KeptOut kept ? new PasswordOutcome.Refused(user, kept.Reason) : new PasswordOutcome.Ok(user, Old: false));
        return (next, null);
    }

    private async Task<(IResult?, SignInProblem?)> Unknown(HttpContext http, WaitingRequest waiting, IdentityProvider provider, User? user, string reason)
    {
        await Refused(http, provider, user?.Party, reason);
        await Tell(http, waiting, new PasswordOutcome.Refused(user, $"{provider.Name}: {reason}"));
        return (null, SignInProblem.ProviderUnknown);
    }

    private ValueTask Refused(HttpContext http, IdentityProvider provider, LogParty? person, string reason) =>
        log.Record(http.Org, http, FederationEvents.Refused(provider, person, reason));

    private ValueTask Tell(HttpContext http, WaitingRequest waiting, PasswordOutcome outcome) =>
        log.Record(http.Org, http, SignInEvents.SignIn("", outcome, waiting.Request.App is { IsHome: false } app ? app.Party : null));

    /// <summary>Apple says what somebody is called once, beside its answer and unsigned: good for a name on a page, and for nothing else.</summary>
    private static UpstreamPerson WithName(UpstreamPerson person, string? said)
    {
        if (said is not { Length: < 2_000 } || Jws.ParseObject(System.Text.Encoding.UTF8.GetBytes(said)) is not { } user) return person;
        if (!user.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.Object) return person;
        var claims = person.Claims.ToDictionary(StringComparer.Ordinal);
        foreach (var (from, claim) in new[] { ("firstName", "given_name"), ("lastName", "family_name") })
            if (Jws.StringOf(name, from) is not null) claims.TryAdd(claim, name.GetProperty(from).Clone());
        return person with { Claims = claims };
    }
}
