using System.Text.Json.Serialization;

namespace Latchkey.Server.Ground.Mail;

/// <summary>A mail before it is sent: the same words as text and as HTML, and the links in them.</summary>
internal sealed record Letter(string To, string Subject, string Text, string Html, IReadOnlyList<string> Links)
{
    /// <summary>Whom it comes from where the org's own mail server carries it; null: whom the operator's comes from.</summary>
    public string? Sender { get; init; }
    public string? SenderName { get; init; }

    /// <summary>What it tells, where an org may have words of its own for it. They are filled in when it is queued, and nothing of this is kept.</summary>
    [JsonIgnore] public LetterFacts? Facts { get; init; }
}
