using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Phone;

/// <summary>Whether it is they who began what waits for a mail.</summary>
public sealed record MailedLinkPage : PageModel<MailedLinkView>
{
    public required string Action { get; init; }
    /// <summary>Where the mail went.</summary>
    public required string Address { get; init; }
    public required Device Device { get; init; }
    public string? App { get; init; }
    public string? Ip { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>What waits is in another browser: its number is typed here.</summary>
    public bool AsksNumber { get; init; }
    /// <summary>The number was another; there is no second try.</summary>
    public bool Wrong { get; init; }
}
