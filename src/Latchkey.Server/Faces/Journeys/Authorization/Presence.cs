namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>Who is there: of an earlier sign-in, or of the one going on.</summary>
internal sealed record Presence
{
    public required string UserId { get; init; }
    /// <summary>When they last proved who they are.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }
    /// <summary>They did so for this very request: it does not ask again.</summary>
    public bool ForThisRequest { get; init; }
    /// <summary>They began with something else than the password, and owe it.</summary>
    public bool PasswordMissing { get; init; }
    /// <summary>What they have proven is less than this request or their account demands.</summary>
    public bool SecondFactorMissing { get; init; }
    /// <summary>Nothing they could add makes this sign-in what the request demands; another sign-in can be.</summary>
    public bool SignInMissing { get; init; }
    /// <summary>They have no second factor and this request demands one, or it is for adding one.</summary>
    public bool EnrollmentMissing { get; init; }
    /// <summary>They have yet to agree to some of the scopes.</summary>
    public bool ConsentMissing { get; init; }
}
