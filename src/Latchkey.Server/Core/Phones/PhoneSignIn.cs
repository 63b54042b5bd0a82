namespace Latchkey.Server.Core.Phones;

/// <summary>A browser that waits for a phone.</summary>
internal sealed record PhoneSignIn
{
    public const string Waiting = "WAITING", Approved = "APPROVED", Refused = "REFUSED", Used = "USED";

    public required string Id { get; init; }
    /// <summary>Shown by the browser, typed on the phone.</summary>
    public required string Number { get; init; }
    public string? App { get; init; }
    public string? Ip { get; init; }
    public required string UserAgent { get; init; }
    public required string State { get; init; }
    public string? UserId { get; init; }
    public long Era { get; init; }
    public required string Amr { get; init; }
    /// <summary>As <see cref="SingleSignOn.Session.IdpId"/>.</summary>
    public string? IdpId { get; init; }
    public DateTimeOffset? ProvenAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
