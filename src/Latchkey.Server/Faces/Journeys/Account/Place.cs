
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

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
