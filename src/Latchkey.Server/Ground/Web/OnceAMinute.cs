namespace Latchkey.Server.Ground.Web;

/// <summary>What strangers can make the server say in its log is said once a minute, and only so much of it.</summary>
internal sealed class OnceAMinute(TimeProvider clock)
{
    private const int Most = 20;

    private readonly Lock guard = new();
    private readonly HashSet<string> said = [];
    private long minute;

    /// <summary>Whether this has not been said in this minute, and may be.</summary>
    public bool Is(string what)
    {
        lock (guard)
        {
            if (clock.Seconds / 60 is var now && now != minute)
            {
                minute = now;
                said.Clear();
            }
            return said.Count < Most && said.Add(what);
        }
    }
}
