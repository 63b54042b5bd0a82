namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>A way out of a dead end.</summary>
/// <param name="Url">Where it leads: to the app, or to a page of this org.</param>
/// <param name="AppLabel">Whose place it is; null: the org's own.</param>
public sealed record WayOn(string Url, string? AppLabel = null)
{
    /// <summary>The org's own page.</summary>
    public static readonly WayOn Home = new("/");
    /// <summary>Where a person enters the code of a device.</summary>
    public static readonly WayOn Activate = new("/activate");
}
