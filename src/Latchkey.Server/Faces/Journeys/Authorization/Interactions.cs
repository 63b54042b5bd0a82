using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Requests;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>A pure function of request, person and time. OpenID Connect Core §3.1.2.1 (prompt, max_age), §3.1.2.3, §3.1.2.4.</summary>
internal static class Interactions
{
    public static Interaction Needed(AuthorizeRequest request, Presence? person, string? hintedUserId, DateTimeOffset now)
    {
        if (person is null) return Interaction.SignIn;
        if (!person.ForThisRequest && MustProveAgain(request, person, hintedUserId, now)) return Interaction.SignIn;
        if (person.SignInMissing) return Interaction.SignIn;
        if (person.PasswordMissing) return Interaction.Password;
        if (person.SecondFactorMissing) return Interaction.SecondFactor;
        if (person.EnrollmentMissing)
            return person.ForThisRequest || now - person.AuthenticatedAt <= Assurance.FreshEnoughToEnroll ? Interaction.Enroll : Interaction.SignIn;
        return person.ConsentMissing ? Interaction.Consent : Interaction.None;
    }

    private static bool MustProveAgain(AuthorizeRequest request, Presence person, string? hintedUserId, DateTimeOffset now) =>
        request.PromptLogin
        || request.PromptCreate
        || request.MaxAge == TimeSpan.Zero
        || (request.MaxAge is { } maxAge && now - person.AuthenticatedAt > maxAge)
        // The app says whom it means; someone else is signed in.
        || (hintedUserId is not null && hintedUserId != person.UserId);
}
