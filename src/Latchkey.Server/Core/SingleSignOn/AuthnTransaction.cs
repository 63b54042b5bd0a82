using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>A sign-in by a program that is not finished, known to it by its state token.</summary>
internal sealed record AuthnTransaction
{
    public required string StateHash { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    public required string Status { get; init; }
    /// <summary>What has been proven so far.</summary>
    public required string Amr { get; init; }
    /// <summary>Of the account, in which it began: nothing of it counts in a later one, and a new password begins one.</summary>
    public long Era { get; init; }
    public string? LinkHash { get; init; }
    /// <summary>The factor whose code is waited for.</summary>
    public string? FactorId { get; init; }
    /// <summary>What the factor's device is to answer, where one is asked: <see cref="DeviceChallenge.Stored"/>.</summary>
    public string? Challenge { get; init; }
    public string? RelayState { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
