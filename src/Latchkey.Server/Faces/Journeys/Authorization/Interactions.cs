using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>A pure function of request, person and time. OpenID Connect Core §3.1.2.1 (prompt, max_age), §3.1.2.3, §3.1.2.4.</summary>
internal static class Interactions
{
    public static Interaction Needed(AuthorizeRequest request, Presence? person, string? hintedUserId, DateTimeOffset now)
    {
        if (person is null) return Interaction.SignIn;
        if (!person.ForThisRequest && MustProveAgain(request, person, hintedUserId, now)) return Interaction.SignIn;
        if (person.Missing is not (Interaction.None or Interaction.Enroll)) return person.Missing;
        if (person.Missing == Interaction.Enroll || person.EnrollmentAsked)
            return person.ForThisRequest || now - person.AuthenticatedAt <= Assurance.FreshEnoughToEnroll ? Interaction.Enroll : Interaction.SignIn;
        if (person.EnrollmentOffered && person.ForThisRequest) return Interaction.Offer;
        return person.ConsentMissing ? Interaction.Consent : Interaction.None;
    }

    /// <summary>What the policies lead to.</summary>
    public static Interaction Of(SignOnDecision decision) => decision.KeptOut ? Interaction.KeptOut : decision.Step switch
    {
        AssuranceStep.Enough => Interaction.None,
        AssuranceStep.Password => Interaction.Password,
        AssuranceStep.SecondFactor => Interaction.SecondFactor,
        AssuranceStep.Enroll => Interaction.Enroll,
        AssuranceStep.SignIn => Interaction.SignIn,
        _ => throw new InvalidOperationException($"A decision ends in {decision.Step}."),
    };

    private static bool MustProveAgain(AuthorizeRequest request, Presence person, string? hintedUserId, DateTimeOffset now) =>
        request.PromptLogin
        || person.Beyond
        || request.PromptCreate
        || request.MaxAge == TimeSpan.Zero
        || (request.MaxAge is { } maxAge && now - person.AuthenticatedAt > maxAge)
        // The app says whom it means; someone else is signed in.
        || (hintedUserId is not null && hintedUserId != person.UserId);
}
