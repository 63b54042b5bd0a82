
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Storage;

public sealed class StatementTests
{
    private const string Things = "create table things (id text primary key, size bigint not null, is_good bigint not null, made_at bigint not null, ended_at bigint)";

    private static readonly DateTimeOffset Noon = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123);

    [Theory, BothEngines]
    public async Task Records_map_by_property_and_by_position(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things);
        await db.Change("insert into things (id, size, is_good, made_at, ended_at) values (@Id, @Size, @IsGood, @MadeAt, @EndedAt)", new Named { Id = "a", Size = 7, IsGood = true, MadeAt = Noon }, default);
        await db.Change("insert into things (id, size, is_good, made_at, ended_at) values (@Id, @Size, @IsGood, @MadeAt, @EndedAt)", new Positional("b", 8, false, Noon, Noon.AddHours(1)), default);

        (await db.Many<Named>("select ended_at, made_at, is_good, size, id from things order by id", null, default)).ShouldBe(
        [
            new Named { Id = "a", Size = 7, IsGood = true, MadeAt = Noon },
            new Named { Id = "b", Size = 8, MadeAt = Noon, EndedAt = Noon.AddHours(1) },
        ]);
        (await db.Many<Positional>("select id, size, is_good, made_at, ended_at from things order by id", null, default)).ShouldBe(
            [new Positional("a", 7, true, Noon, null), new Positional("b", 8, false, Noon, Noon.AddHours(1))]);
    }

    [Theory, BothEngines]
    public async Task A_scalar_without_a_row_is_null_when_asked_as_nullable(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things);

        (await db.One<long?>("select size from things where id = 'none'", null, default)).ShouldBeNull();
        (await db.One<string>("select id from things where id = 'none'", null, default)).ShouldBeNull();
        (await db.One<DateTimeOffset?>("select max(made_at) from things", null, default)).ShouldBeNull();
        (await db.One<long>("select count(*) from things", null, default)).ShouldBe(0);
        (await db.ChangeReturning<Named>("update things set size = 1 where id = 'none' returning *", null, default)).ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task Nulls_are_compared_and_stored_by_their_type(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things);
        DateTimeOffset? none = null;
        string? nobody = null;

        await db.Change("insert into things (id, size, is_good, made_at, ended_at) values ('a', 1, 1, @now, @none)", new { now = Noon, none }, default);

        (await db.One<string>("select id from things where (@nobody is null or id = @nobody) and (@none is null or ended_at > @none)", new { nobody, none }, default)).ShouldBe("a");
        (await db.One<bool>("select is_good from things", null, default)).ShouldBeTrue();
        (await db.One<bool>("select count(*) > 0 from things where is_good = @no", new { no = false }, default)).ShouldBeFalse();
    }

    [Theory, BothEngines]
    public async Task A_list_is_one_argument(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things, "insert into things values ('a', 1, 1, 1, null), ('b', 2, 1, 1, null), ('c', 3, 1, 1, null)");

        foreach (var _ in Enumerable.Range(0, 3))      // kept statements must not remember the length of the list
        {
            (await db.Many<string>("select id from things where id in @ids order by id", new { ids = new[] { "a", "c", "x" } }, default)).ShouldBe(["a", "c"]);
            (await db.Many<string>("select id from things where size in @sizes order by id", new { sizes = new List<long> { 2 } }, default)).ShouldBe(["b"]);
            (await db.Many<string>("select id from things where id in @ids", new { ids = Array.Empty<string>() }, default)).ShouldBeEmpty();
            (await db.Many<string>("select id from things where id not in @ids order by id", new { ids = new[] { "a" } }, default)).ShouldBe(["b", "c"]);
        }
        (await db.Change("delete from things where id in @ids", new { ids = new[] { "a", "b" } }, default)).ShouldBe(2);
    }

    [Theory, BothEngines]
    public async Task Like_tells_upper_from_lower_case(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things, "insert into things values ('apple', 1, 1, 1, null), ('Apple', 2, 1, 1, null)");

        (await db.Many<string>("select id from things where id like @start", new { start = "app%" }, default)).ShouldBe(["apple"]);
    }

    [Theory, BothEngines]
    public async Task A_second_row_with_the_same_key_is_not_unique(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things);
        const string insert = "insert into things values ('a', 1, 1, 1, null)";
        await db.Change(insert, null, default);

        await Should.ThrowAsync<NotUniqueException>(() => db.Change(insert, null, default));
        await Should.ThrowAsync<NotUniqueException>(() => db.Write(w => w.Change(insert, null), default));
        (await db.Changed(insert + " on conflict do nothing", null, default)).ShouldBeFalse();
    }

    [Theory, BothEngines]
    public async Task A_closed_database_says_so(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things);
        await db.DisposeAsync();

        await Should.ThrowAsync<DatabaseUnavailableException>(() => db.One<long>("select 1", null, default));
        await Should.ThrowAsync<DatabaseUnavailableException>(() => db.Change("delete from things", null, default));
    }

    [Theory, BothEngines]
    public async Task A_cancelled_caller_writes_nothing(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated(Things);
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(() => db.Change("insert into things values ('a', 1, 1, 1, null)", null, cancelled));
        await Should.ThrowAsync<OperationCanceledException>(() => db.One<long>("select 1", null, cancelled));
        (await db.One<long>("select count(*) from things", null, default)).ShouldBe(0);
    }

    [Fact]
    public async Task The_file_and_its_folder_are_private()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var empty = await EmptyDatabase.On(Engine.Sqlite);
        await empty.Migrated(Things);
        var file = empty.Settings.SqlitePath!;

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(file + "-wal").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(file)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private sealed record Named
    {
        public string Id { get; init; } = "";
        public int Size { get; init; }
        public bool IsGood { get; init; }
        public DateTimeOffset MadeAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
    }

    private sealed record Positional(string Id, int Size, bool IsGood, DateTimeOffset MadeAt, DateTimeOffset? EndedAt);
}
