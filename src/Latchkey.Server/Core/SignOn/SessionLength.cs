namespace Latchkey.Server.Core.SignOn;

/// <summary>How long a session lasts: as the rule said when it began.</summary>
/// <param name="IdleMinutes">Unused.</param>
/// <param name="LifetimeMinutes">At most.</param>
/// <param name="Persistent">Its cookie outlives the browser's being closed.</param>
internal sealed record SessionLength(int IdleMinutes, int LifetimeMinutes, bool Persistent)
{
    public TimeSpan Idle => TimeSpan.FromMinutes(IdleMinutes);
    public TimeSpan Lifetime => TimeSpan.FromMinutes(LifetimeMinutes);
}
