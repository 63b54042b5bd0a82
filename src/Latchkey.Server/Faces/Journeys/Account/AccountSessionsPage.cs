using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>Every browser and app a person is signed in with, and the way out of each.</summary>
public sealed record AccountSessionsPage : PageModel<AccountSessionsView>
{
    public required string PersonName { get; init; }
    public required IReadOnlyList<Place> Browsers { get; init; }
    public required IReadOnlyList<Place> Apps { get; init; }
    /// <summary>Sent with whatever button is pressed.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>Something has just been signed out.</summary>
    public bool Done { get; init; }
}
