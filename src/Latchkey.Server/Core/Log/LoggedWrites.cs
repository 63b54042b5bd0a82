using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Log;

/// <summary>A change of the directory and its line in the log: one commit, or neither.</summary>
internal sealed class LoggedWrites(Database db, SystemLog log)
{
    /// <summary>False where nothing was written; then nothing is logged.</summary>
    /// <param name="doing">Who does it, and where.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="write">Says whether it did.</param>
    /// <param name="targets">To whom or what.</param>
    public Task<bool> Write(Doing doing, LogEntry entry, Func<Writing, Task<bool>> write, params IReadOnlyList<LogParty> targets) =>
        db.Write(async writing =>
        {
            var written = await write(writing);
            if (written) await log.Record(writing, doing, entry, targets);
            return written;
        }, doing.Aborted);

    /// <summary>The same where the change says what came of it; null: nothing.</summary>
    public Task<T?> Write<T>(Doing doing, LogEntry entry, Func<Writing, Task<T?>> write, Func<T, LogParty> target) where T : class =>
        Write(doing, entry, write, written => [target(written)]);

    /// <summary>The same where what it was turns out with it: several things, if it was several.</summary>
    public Task<T?> Write<T>(Doing doing, Func<Writing, Task<(T? Written, IReadOnlyList<LogEntry> Entries)>> write, Func<T, LogParty> target)
        where T : class => db.Write(async writing =>
        {
            var (written, entries) = await write(writing);
            if (written is null) return null;
            foreach (var entry in entries) await log.Record(writing, doing, entry, target(written));
            return written;
        }, doing.Aborted);

    /// <inheritdoc cref="Write{T}(Doing, LogEntry, Func{Writing, Task{T}}, Func{T, LogParty})"/>
    public Task<T?> Write<T>(Doing doing, LogEntry entry, Func<Writing, Task<T?>> write, Func<T, IReadOnlyList<LogParty>> targets) where T : class =>
        db.Write(async writing =>
        {
            var written = await write(writing);
            if (written is not null) await log.Record(writing, doing, entry, targets(written));
            return written;
        }, doing.Aborted);
}
