namespace Latchkey.Server.Ground.Storage;

/// <summary>The statements of one <see cref="Database.Write{T}"/>; all of them become durable together, or none.</summary>
public sealed class Writing
{
    private readonly Statements statements;
    private readonly List<Announcement> announcements = [];
    private bool over;

    internal Writing(Statements statements) => this.statements = statements;

    public Task<T?> One<T>(string sql, object? args) => Open.One<T>(sql, args, CancellationToken.None);

    public Task<IReadOnlyList<T>> Many<T>(string sql, object? args) => Open.Many<T>(sql, args, CancellationToken.None);

    public Task<int> Change(string sql, object? args) => Open.Change(sql, args, CancellationToken.None);

    /// <summary>
    /// One statement for many rows, with <c>$1</c>, <c>$2</c>, … for their values (texts and whole numbers) in order: prepared once, sent together.
    /// </summary>
    public Task ChangeEach<T>(string sql, IReadOnlyList<T> rows, Action<RowValues, T> values) => Open.ChangeEach(sql, rows, values);

    public async Task<bool> Changed(string sql, object? args) => await Change(sql, args) > 0;

    public Task<T?> ChangeReturning<T>(string sql, object? args) => Open.One<T>(sql, args, CancellationToken.None);

    /// <summary>Tells every process that this thing is no longer what it was, as soon as the write is durable.</summary>
    public void Announce(string kind, string key) => announcements.Add(new(kind, key));

    /// <summary>A migration takes as long as it takes.</summary>
    internal void TakeYourTime() => statements.Unhurried = true;

    /// <summary>Writes the announcements into the feed, in the same transaction as what they announce.</summary>
    internal async Task<IReadOnlyList<Announcement>> Record(Dialect dialect, DateTimeOffset at)
    {
        foreach (var announcement in announcements)
            announcement.Seq = await statements.One<long>(dialect.Announce, new { announcement.Kind, announcement.Key, at }, CancellationToken.None);
        return announcements;
    }

    /// <summary>Work that kept going after its turn must not write into someone else's transaction.</summary>
    internal void Close() => over = true;

    /// <summary>How many statements it has run.</summary>
    internal int Ran { get; private set; }

    private Statements Open
    {
        get
        {
            if (over) throw new InvalidOperationException("This write is over: its work awaited something other than its own statements.");
            Ran++;
            return statements;
        }
    }
}
