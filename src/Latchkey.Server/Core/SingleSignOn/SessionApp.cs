namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>An app that a session signed a person in to, by one authorization server.</summary>
internal sealed record SessionApp
{
    /// <summary>The <c>sid</c> its ID tokens carry: the session it was signed in with, even when the person has signed in anew since.</summary>
    public required string Sid { get; init; }
    public required string ClientId { get; init; }
    public required string ServerId { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    /// <summary>It asked for a back-channel notice when it was signed in to.</summary>
    public required bool Notified { get; init; }
}
