namespace Latchkey.Server.Core.Clients;

/// <summary>
/// Whether a refresh hands out a new refresh token, and how long the one before it may still come after the new one was
/// used, for parallel tabs (decision 0006). Null: no longer.
/// </summary>
public sealed record RefreshRotation(bool Rotates, TimeSpan? Leeway)
{
    public TimeSpan ForTabs => Leeway ?? TimeSpan.Zero;
}
