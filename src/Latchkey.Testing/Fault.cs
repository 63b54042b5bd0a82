using Microsoft.AspNetCore.Http;

namespace Latchkey.Testing;

/// <summary>A fault in force; disposing it ends it.</summary>
public sealed class Fault : IDisposable
{
    private readonly Faults faults;
    private readonly string path;
    private readonly Predicate<int>? which;
    private readonly Func<HttpContext, RequestDelegate, Task> run;
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int matching;
    private int struck;

    internal Fault(Faults faults, string path, Predicate<int>? which, Func<HttpContext, RequestDelegate, Task> run) =>
        (this.faults, this.path, this.which, this.run) = (faults, path, which, run);

    /// <summary>How many requests it has struck so far.</summary>
    public int Count => Volatile.Read(ref struck);

    internal Task Released => released.Task;

    /// <summary>Lets what is held go on, and ends the fault.</summary>
    public void Release() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        faults.Remove(this);
        released.TrySetResult();
    }

    internal bool Takes(HttpContext http)
    {
        if (!http.Request.Path.Value!.Contains(path, StringComparison.Ordinal)) return false;
        if (which?.Invoke(matching++) == false) return false;
        Interlocked.Increment(ref struck);
        return true;
    }

    internal Task Run(HttpContext http, RequestDelegate next) => run(http, next);
}
