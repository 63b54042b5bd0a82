using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Log;

/// <summary>
/// Whoever passes events on is told of them in the commit that writes them: of what the log knows nothing is lost, and of nothing else is told.
/// </summary>
internal interface ILogFollower
{
    /// <summary>Awaits nothing but the statements of the write, and changes nothing outside: it may run again.</summary>
    Task Follow(Writing writing, IReadOnlyList<RecordedEvent> events);
}
