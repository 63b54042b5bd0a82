using System.Globalization;

namespace Latchkey.Cli.Imports;

/// <summary>How far it is and how fast: a bar where somebody watches, a line every thousand where nobody does.</summary>
public sealed class Progress(string what, TimeProvider clock, Func<int> refused)
{
    private const int Wide = 30, Every = 1000;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    private readonly long begun = clock.GetTimestamp();
    private readonly bool watched = !Console.IsErrorRedirected;
    private readonly Lock guard = new();
    private long shown;
    private int count;

    /// <summary>How many there are, where that is known.</summary>
    public int? Of { get; set; }

    public int Count => count;

    public double PerSecond => count / Math.Max(clock.GetElapsedTime(begun).TotalSeconds, 0.001);

    public void Next()
    {
        var now = Interlocked.Increment(ref count);
        if (!watched)
        {
            if (now % Every == 0) Console.Error.WriteLine(Line(now));
            return;
        }
        lock (guard)
        {
            if (clock.GetElapsedTime(shown) < Often) return;
            shown = clock.GetTimestamp();
            Console.Error.Write($"\r{Bar(now)}{Line(now)}\e[K");
        }
    }

    public void End()
    {
        if (watched && count > 0) Console.Error.Write("\r\e[K");
    }

    public override string ToString() => Line(count);

    private string Line(int now) => string.Create(CultureInfo.InvariantCulture,
        $"{now:N0}{(Of is { } all ? $" of {all:N0}" : "")} {what}, {PerSecond:N0} a second{(refused() is > 0 and var no ? $", {no:N0} refused" : "")}");

    private string Bar(int now)
    {
        if (Of is not > 0) return "";
        var done = Math.Min(Wide, (int)((long)now * Wide / Of.Value));
        return $"[{new string('#', done)}{new string('.', Wide - done)}] ";
    }
}
