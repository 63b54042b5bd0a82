namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>An administrator works in the console in one browser.</summary>
internal sealed record ConsoleSession
{
    public required string TokenHash { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    /// <summary>The session of the browser, by the name that the sign-in gave it: this one ends with it.</summary>
    public required string Sid { get; init; }
    /// <summary>The console's own.</summary>
    public required string ClientId { get; init; }
    /// <summary>How they proved who they are.</summary>
    public required string Amr { get; init; }
    /// <summary>When they did: dangerous things want it to be recent.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
