namespace Latchkey.Server.Ground.Web;

/// <summary>The one place time comes from. Protocol times are whole seconds, stored times milliseconds.</summary>
internal static class Clock
{
    extension(TimeProvider clock)
    {
        public DateTimeOffset Now => clock.GetUtcNow();

        public long Milliseconds => clock.GetUtcNow().ToUnixTimeMilliseconds();

        public long Seconds => clock.GetUtcNow().ToUnixTimeSeconds();
    }
}
