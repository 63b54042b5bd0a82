using Latchkey.Server.Web;

namespace Latchkey.Server.Account;

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

/// <summary>Somewhere a person is signed in.</summary>
/// <param name="End">What the button says it is about.</param>
/// <param name="Device">What it runs on.</param>
/// <param name="App">The app; null for a browser.</param>
/// <param name="LastUsedAt">When it was last heard of.</param>
public sealed record Place(string End, Device Device, string? App, DateTimeOffset LastUsedAt)
{
    /// <summary>The browser that is looking.</summary>
    public bool Here { get; init; }
    public string? Ip { get; init; }
    /// <summary>The apps it was used for.</summary>
    public IReadOnlyList<string> UsedFor { get; init; } = [];
}
