namespace Latchkey.Server.Ground.Storage;

/// <summary>Statements on one open connection.</summary>
internal abstract class Statements
{
    /// <summary>No statement is given up because of the time it takes.</summary>
    public bool Unhurried { get; set; }

    public abstract Task<T?> One<T>(string sql, object? args, CancellationToken ct);

    public abstract Task<IReadOnlyList<T>> Many<T>(string sql, object? args, CancellationToken ct);

    public abstract Task<int> Change(string sql, object? args, CancellationToken ct);

    public abstract Task ChangeEach<T>(string sql, IReadOnlyList<T> rows, Action<RowValues, T> values);
}
