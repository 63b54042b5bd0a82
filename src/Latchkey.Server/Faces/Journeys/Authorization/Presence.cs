namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>Who is there: of an earlier sign-in, or of the one going on.</summary>
internal sealed record Presence
{
    public required string UserId { get; init; }
    /// <summary>When they last proved who they are.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }
    /// <summary>They did so for this very request: it does not ask again.</summary>
    public bool ForThisRequest { get; init; }
    /// <summary>Their session may not be used for this request: they sign in for it.</summary>
    public bool Beyond { get; init; }
    /// <summary>What the policies, their account or this request still want of them; none: nothing.</summary>
    public Interaction Missing { get; init; }
    /// <summary>The request is for setting a factor up.</summary>
    public bool EnrollmentAsked { get; init; }
    /// <summary>A factor may be set up on the way, and may be left for later.</summary>
    public bool EnrollmentOffered { get; init; }
    /// <summary>They have yet to agree to some of the scopes.</summary>
    public bool ConsentMissing { get; init; }
}
