using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Security;

/// <summary>Somewhere a person is signed in.</summary>
/// <param name="Id">Of the session, or of what the app keeps.</param>
/// <param name="Device">What it runs on.</param>
/// <param name="App">The app; null for a browser.</param>
/// <param name="Since">When it began.</param>
/// <param name="LastUsedAt">When it was last heard of.</param>
public sealed record SignedInPlace(string Id, Device Device, string? App, DateTimeOffset Since, DateTimeOffset LastUsedAt)
{
    public string? Ip { get; init; }
    /// <summary>The apps it was used for.</summary>
    public IReadOnlyList<string> UsedFor { get; init; } = [];
}
