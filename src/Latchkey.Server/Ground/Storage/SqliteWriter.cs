using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// The one writer of a SQLite file: takes every write that is waiting, runs each in its own savepoint, and commits them together:
/// one flush to disk for many. Each caller hears of its own outcome, and only after the commit.
/// </summary>
internal sealed class SqliteWriter
{
    private const int MostWaiting = 4096;
    private const int MostTogether = 256;
    private const int MostYields = 8;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly SqliteStatements statements;
    private readonly Action<IReadOnlyList<Announcement>, int> committed;
    private readonly Func<Exception, Exception> translate;
    private readonly List<Waiting> group = [];
    private readonly List<Announcement> announced = [];
    private int companions;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="statements">The connection that writes; the writer owns it.</param>
    /// <param name="committed">Hears what a commit announced and how many writes it carried, before their callers do.</param>
    /// <param name="translate">Turns what SQLite throws into what our callers know.</param>
    public SqliteWriter(SqliteStatements statements, Action<IReadOnlyList<Announcement>, int> committed, Func<Exception, Exception> translate)
    {
        (this.statements, this.committed, this.translate) = (statements, committed, translate);
        new Thread(Run) { IsBackground = true, Name = "Latchkey SQLite writer" }.Start();
    }

    /// <param name="work">Its statements.</param>
    /// <param name="ct">Ends the wait for its turn.</param>
    /// <param name="one">It is one statement, which SQLite undoes by itself when it fails.</param>
    public async Task<T> Write<T>(Func<SqliteStatements, List<Announcement>, T> work, CancellationToken ct, bool one = false)
    {
        ReadingOnly.RefuseWrite();
        var waiting = new Waiting<T>(work, one, ct);
        try
        {
            if (!queue.Writer.TryWrite(waiting)) await queue.Writer.WriteAsync(waiting, ct);
        }
        catch (ChannelClosedException)
        {
            throw new DatabaseUnavailableException("The database is closed.");
        }
        return await waiting.Outcome;
    }

    /// <summary>Takes no more writes, finishes those already taken.</summary>
    public Task Close()
    {
        queue.Writer.TryComplete();
        return ended.Task;
    }

    private void Run()
    {
        try
        {
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) WriteGroup();
        }
        finally
        {
            statements.Dispose();
            ended.SetResult();
        }
    }

    private void WriteGroup()
    {
        AwaitCompany();
        try
        {
            statements.Execute("begin immediate");
            while (group.Count < MostTogether && queue.Reader.TryRead(out var next))
            {
                group.Add(next);
                Attempt(next);
            }
            statements.Execute("commit");
            companions = group.Count - 1;
            committed(announced, group.Count);
            foreach (var write in group) write.Acknowledge();
        }
        catch (Exception exception)
        {
            RollBack();
            // When another process would not let us begin, whoever waits is told now, rather than each after a wait of its own.
            while (group.Count < MostTogether && queue.Reader.TryRead(out var next)) group.Add(next);
            foreach (var write in group) write.Fail(translate(exception));
        }
        finally
        {
            group.Clear();
            announced.Clear();
        }
    }

    /// <summary>
    /// Where the last commit carried several, others are about to write, too: whoever is ready to run goes first, a few times at most. A writer that
    /// is alone does not wait.
    /// </summary>
    private void AwaitCompany()
    {
        for (var i = 0; i < MostYields && queue.Reader.Count <= companions; i++)
            if (!Thread.Yield()) return;
    }

    private void RollBack()
    {
        try
        {
            if (statements.InTransaction) statements.Execute("rollback");
        }
        catch (SqliteException)
        {
            // The next group finds out the same, and has callers to tell.
        }
    }

    /// <summary>A write that fails is undone alone; its neighbours never learn of it.</summary>
    private void Attempt(Waiting write)
    {
        if (write.Dropped) return;
        if (write.IsOneStatement)
        {
            try
            {
                write.Run(statements, announced);
            }
            catch (Exception exception) when (statements.InTransaction)
            {
                write.Refuse(translate(exception));
            }
            return;
        }

        var before = announced.Count;
        statements.Execute("savepoint one");
        try
        {
            write.Run(statements, announced);
            statements.Execute("release one");
        }
        catch (Exception exception) when (statements.InTransaction)
        {
            statements.Execute("rollback to one");
            statements.Execute("release one");
            announced.RemoveRange(before, announced.Count - before);
            write.Refuse(translate(exception));
        }
    }

    private abstract class Waiting(bool one, CancellationToken ct)
    {
        public bool IsOneStatement => one;

        /// <summary>Cancelled before its turn. After that a write completes.</summary>
        public bool Dropped => ct.IsCancellationRequested;

        public abstract void Run(SqliteStatements statements, List<Announcement> announced);
        public abstract void Refuse(Exception exception);
        public abstract void Acknowledge();
        public abstract void Fail(Exception exception);
    }

    private sealed class Waiting<T>(Func<SqliteStatements, List<Announcement>, T> work, bool one, CancellationToken ct) : Waiting(one, ct)
    {
        private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationToken ct = ct;
        private T? result;
        private Exception? refusal;
        private bool ran;

        public Task<T> Outcome => outcome.Task;

        public override void Run(SqliteStatements statements, List<Announcement> announced)
        {
            ran = true;
            result = work(statements, announced);
        }

        public override void Refuse(Exception exception) => refusal = exception;

        public override void Acknowledge()
        {
            if (!ran) outcome.SetCanceled(ct);
            else if (refusal is not null) outcome.SetException(refusal);
            else outcome.SetResult(result!);
        }

        public override void Fail(Exception exception) => outcome.SetException(exception);
    }
}
