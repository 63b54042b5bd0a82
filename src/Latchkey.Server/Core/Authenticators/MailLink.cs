namespace Latchkey.Server.Core.Authenticators;

/// <summary>A link that was mailed beside a code.</summary>
internal sealed record MailLink
{
    public const string Waiting = "WAITING", Opened = "OPENED", Refused = "REFUSED", Used = "USED";

    public required string Hash { get; init; }
    public string? UserId { get; init; }
    public long Era { get; init; }
    /// <summary>Where it was mailed, in the form by which addresses are compared.</summary>
    public required string Address { get; init; }
    /// <summary>Shown by the page that waits, and typed wherever else the link is opened.</summary>
    public required string Number { get; init; }
    public string? Browser { get; init; }
    public string? App { get; init; }
    public string? Ip { get; init; }
    public required string UserAgent { get; init; }
    public string? Onward { get; init; }
    public required string State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whoever reads the mail has said that it is they.</summary>
    public bool IsOpened => State == Opened;

    public override string ToString() => "a mailed link";
}
