using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// What the log hears of a database that does not answer: a line at once, and while it lasts one each half minute with how many requests were put off.
/// It is the operator's trouble, not a fault of ours: no stack trace, and no line for each request.
/// </summary>
internal sealed class Outage(TimeProvider clock, ILogger<Outage> log)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private DateTimeOffset? said;
    private int putOff;

    public void Tell(DatabaseUnavailableException outage)
    {
        int since;
        lock (gate)
        {
            putOff++;
            if (said is { } before && clock.Now - before < Between) return;
            (since, putOff, said) = (putOff, 0, clock.Now);
        }
        log.LogError("Requests are put off (503, {Count} since the last line): {Reason}", since, LogText.Line(outage.Message));
    }
}
