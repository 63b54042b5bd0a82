using Latchkey.Server.Factors;

namespace Latchkey.Server.Authorize;

/// <summary>What still stands between an authorization request and its answer, in the order in which a person meets it.</summary>
public enum Interaction { None, SignIn, SecondFactor, Enroll, Consent }

/// <summary>Who is there: of an earlier sign-in, or of the one going on.</summary>
public sealed record Presence
{
    public required string UserId { get; init; }
    /// <summary>When they last proved who they are.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }
    /// <summary>They did so for this very request: it does not ask again.</summary>
    public bool ForThisRequest { get; init; }
    /// <summary>What they have proven is less than this request or their account demands.</summary>
    public bool SecondFactorMissing { get; init; }
    /// <summary>Nothing they could add makes this sign-in what the request demands; another sign-in can be.</summary>
    public bool SignInMissing { get; init; }
    /// <summary>They have no second factor and this request demands one, or it is for adding one.</summary>
    public bool EnrollmentMissing { get; init; }
    /// <summary>They have yet to agree to some of the scopes.</summary>
    public bool ConsentMissing { get; init; }
}

/// <summary>A pure function of request, person and time. OpenID Connect Core §3.1.2.1 (prompt, max_age), §3.1.2.3, §3.1.2.4.</summary>
public static class Interactions
{
    public static Interaction Needed(AuthorizeRequest request, Presence? person, string? hintedUserId, DateTimeOffset now)
    {
        if (person is null) return Interaction.SignIn;
        if (!person.ForThisRequest && MustProveAgain(request, person, hintedUserId, now)) return Interaction.SignIn;
        if (person.SignInMissing) return Interaction.SignIn;
        if (person.SecondFactorMissing) return Interaction.SecondFactor;
        if (person.EnrollmentMissing) return person.ForThisRequest || now - person.AuthenticatedAt <= Assurance.FreshEnoughToEnroll ? Interaction.Enroll : Interaction.SignIn;
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
