using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>Somebody followed the link in a notice. Looking does nothing: mail programs look, too.</summary>
public sealed record NotMePage : PageModel<NotMeView>
{
    public required string Action { get; init; }
    public required string Login { get; init; }
    /// <summary>The address that comes back; null: none does.</summary>
    public string? Restores { get; init; }
}
