using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.Mail;

/// <summary>How mail leaves, and what became of a letter that was sent to find out.</summary>
public sealed record MailServerPage : ConsolePage<MailServerView>
{
    /// <summary>Null: mail goes nowhere from here.</summary>
    public required string? Relay { get; init; }
    public required string Security { get; init; }
    public required string Sender { get; init; }
    public required string? SignedFor { get; init; }
    /// <summary>Where a development server shows it instead; null elsewhere.</summary>
    public required string? Mailbox { get; init; }
    /// <summary>Where a test would go.</summary>
    public required string To { get; init; }
    /// <summary>What the relay said against it; null: nothing was tried, or it took the letter.</summary>
    public string? Problem { get; init; }
    public bool Taken { get; init; }
}
