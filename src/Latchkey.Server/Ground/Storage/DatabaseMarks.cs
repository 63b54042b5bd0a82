namespace Latchkey.Server.Ground.Storage;

/// <summary>The few things a database knows of itself, by name. Whoever writes one first decides, for all servers.</summary>
internal sealed class DatabaseMarks(Database db)
{
    public Task<string?> Find(string name, CancellationToken ct) => db.One<string>(Select, new { name }, ct);

    public static Task<string?> Find(Writing w, string name) => w.One<string>(Select, new { name });

    /// <summary>False when it is there already.</summary>
    public static Task<bool> TryAdd(Writing w, string name, string value) =>
        w.Changed("insert into database_marks (name, value) values (@name, @value) on conflict do nothing", new { name, value });

    public static Task Put(Writing w, string name, string value) => w.Change(Upsert, new { name, value });

    public Task Replace(string name, string value, CancellationToken ct) => db.Change(Upsert, new { name, value }, ct);

    private const string Upsert = "insert into database_marks (name, value) values (@name, @value) on conflict (name) do update set value = @value";

    private const string Select = "select value from database_marks where name = @name";
}
