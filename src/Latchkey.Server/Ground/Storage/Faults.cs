using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Storage;

/// <summary>How a job that tries again says why it has to.</summary>
internal static class Faults
{
    /// <summary>A database that does not answer is said in one line; anything else is a fault of ours, with where it came from.</summary>
    public static void LogFault(this ILogger log, Exception fault, string what)
    {
        if (fault is DatabaseUnavailableException outage) log.LogWarning("{What}: {Reason}", what, LogText.Line(outage.Message));
        else log.LogError(fault, "{What}", what);
    }
}
