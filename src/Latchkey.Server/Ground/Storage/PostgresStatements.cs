using System.Text;
using System.Data;
using Dapper;
using Npgsql;

namespace Latchkey.Server.Ground.Storage;

/// <summary>Statements on one PostgreSQL connection, inside the transaction once there is one.</summary>
internal sealed class PostgresStatements(NpgsqlConnection connection) : Statements
{
    private static readonly Dialect Dialect = Dialect.Of(Engine.Postgres);

    private NpgsqlTransaction? transaction;

    public async Task<NpgsqlTransaction> Begin() => transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);

    public override Task<T?> One<T>(string sql, object? args, CancellationToken ct) where T : default =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, args, ct));

    public override async Task<IReadOnlyList<T>> Many<T>(string sql, object? args, CancellationToken ct) =>
        (await connection.QueryAsync<T>(Command(sql, args, ct))).AsList();

    public override Task<int> Change(string sql, object? args, CancellationToken ct) => connection.ExecuteAsync(Command(sql, args, ct));

    public override async Task ChangeEach<T>(string sql, IReadOnlyList<T> rows, Action<RowValues, T> values)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(sql);
            values(new Added(command.Parameters), row);
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync();
    }

    private sealed class Added(NpgsqlParameterCollection parameters) : RowValues
    {
        public override void Add(long number) => parameters.Add(new NpgsqlParameter<long> { TypedValue = number });

        public override void Add(string text) => parameters.Add(new NpgsqlParameter<string> { TypedValue = text });

        public override void Add(byte[] text) => Add(Encoding.UTF8.GetString(text));
    }

    private CommandDefinition Command(string sql, object? args, CancellationToken ct) =>
        new(Dialect.Expand(sql), args, transaction, commandTimeout: Unhurried ? 0 : null, cancellationToken: ct);
}
