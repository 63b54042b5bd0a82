using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

public sealed record MailPage : ConsolePage<MailView>
{
    public required Brand Shown { get; init; }
    public required FormState Form { get; init; }
    /// <summary>As the management API calls it.</summary>
    public required string Kind { get; init; }
    /// <summary>Our own, in the administrator's language.</summary>
    public required string Subject { get; init; }
    /// <summary>What may stand in it.</summary>
    public required IReadOnlyList<string> Variables { get; init; }
    /// <summary>The languages that have own words.</summary>
    public required IReadOnlyList<string> Written { get; init; }
    /// <summary>The one of them that is for all others; null: there are none.</summary>
    public required string? Default { get; init; }
    /// <summary>Whom it goes to; null: to everybody, always.</summary>
    public required string? Recipients { get; init; }
}
