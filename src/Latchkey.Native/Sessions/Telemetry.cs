using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Latchkey.Native.Sessions;

/// <summary>
/// What can be measured: the names of <see cref="LatchkeyTelemetry"/>. Nothing here says who signed in, and no tag holds anything but
/// words of this SDK, so that no secret can get into them.
/// </summary>
internal static class Telemetry
{
    private static readonly ActivitySource Source = new(LatchkeyTelemetry.Name);
    private static readonly Meter Meter = new(LatchkeyTelemetry.Name);
    private static readonly Counter<long> SignIns = Meter.CreateCounter<long>("latchkey.sign_ins", "{sign-in}", "Sign-ins by how they ended.");
    private static readonly Counter<long> Refreshes = Meter.CreateCounter<long>("latchkey.refreshes", "{refresh}", "Refreshes by how they ended.");
    private static readonly Histogram<double> RefreshDuration = Meter.CreateHistogram<double>("latchkey.refresh.duration", "s",
        "How long a refresh took, the wait for its turn included.");

    public static Task<T> SignInAsync<T>(Parts parts, string flow, Func<Task<T>> signIn) => MeasureAsync(parts, "sign-in", flow, signIn, (ending, _) =>
        SignIns.Add(1, new("flow", flow), new("ending", ending)));

    public static Task<T> RefreshAsync<T>(Parts parts, Func<Task<T>> refresh) => MeasureAsync(parts, "refresh", null, refresh, (ending, seconds) =>
    {
        Refreshes.Add(1, new KeyValuePair<string, object?>("outcome", ending));
        RefreshDuration.Record(seconds, new KeyValuePair<string, object?>("outcome", ending));
    });

    private static async Task<T> MeasureAsync<T>(Parts parts, string what, string? flow, Func<Task<T>> act, Action<string, double> measured)
    {
        using var activity = Source.StartActivity(flow is null ? what : $"{what} {flow}", ActivityKind.Client);
        var started = parts.Options.Clock.GetTimestamp();
        var ending = "Failed";
        try
        {
            var result = await act().ConfigureAwait(false);
            ending = result is null ? "Nobody" : "Succeeded";
            return result;
        }
        catch (SignInException e)
        {
            ending = e.Kind.ToString();
            throw;
        }
        catch (OperationCanceledException)
        {
            ending = "Abandoned";
            throw;
        }
        finally
        {
            var took = parts.Options.Clock.GetElapsedTime(started);
            activity?.SetTag("ending", ending).SetStatus(ending is "Succeeded" or "Nobody" ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            measured(ending, took.TotalSeconds);
            // The message of an exception may quote what a provider said, so only its kind is logged.
            parts.Log?.Log(ending is "Succeeded" or "Nobody" ? LogLevel.Debug : LogLevel.Information, "{What} ended: {Ending} after {Seconds:0.0} s",
                flow is null ? what : $"{what} ({flow})", ending, took.TotalSeconds);
        }
    }
}
