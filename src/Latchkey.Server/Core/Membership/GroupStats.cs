namespace Latchkey.Server.Core.Membership;

/// <summary>What <c>expand=stats</c> adds to a group of a list. Contract §3.3.</summary>
public sealed record GroupStats(long Users, long Apps)
{
    public static readonly GroupStats None = new(0, 0);
}
