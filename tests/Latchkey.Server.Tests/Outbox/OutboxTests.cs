using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Server.Tests.Outbox;

/// <summary>What leaves the server leaves it once, in order where that matters, and nothing is lost on the way.</summary>
public sealed class OutboxTests
{
    private static readonly OutboxKind Letters = new("letter")
    {
        Kept = TimeSpan.FromDays(1), Lease = TimeSpan.FromMinutes(5), FirstWait = TimeSpan.FromSeconds(30), LongestWait = TimeSpan.FromHours(1), AtOnce = 8,
    };

    private static OutboxItem Letter(string id, string to = "ada") => new(id, "00o", to, "Dear " + to);

    [Theory, BothEngines]
    public async Task Of_two_servers_and_64_claims_one_delivers(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        await post.Queue(Letters, Letter("one"));
        var (here, there) = (post.Items(post.Database), post.Items(post.Other));
        var due = (await there.Due(Letters, default)).Single();
        var claims = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => (i % 2 == 0 ? here : there).TryClaim(Letters, due, default))));
        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task Two_servers_deliver_each_letter_once(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var courier = new Courier(Letters);
        await post.Queue(Letters, [.. Enumerable.Range(0, 40).Select(i => Letter($"{i}", $"person{i}"))]);

        await Task.WhenAll(post.Delivery(post.Database, courier).DeliverDue(default), post.Delivery(post.Other, courier).DeliverDue(default));
        while (await post.Delivery(post.Database, courier).DeliverDue(default) > 0) { }

        courier.Seen.Order().ShouldBe(Enumerable.Range(0, 40).Select(i => $"{i}").Order());
        (await post.Rows()).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task What_a_killed_server_had_taken_is_delivered_by_another_once_its_lease_is_over(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        await post.Queue(Letters, Letter("one"));
        using var killed = new CancellationTokenSource();
        var dying = new Courier(Letters) { Answers = async (_, ct) => { await killed.CancelAsync(); ct.ThrowIfCancellationRequested(); return DeliveryOutcome.Arrived; } };
        await Should.ThrowAsync<OperationCanceledException>(() => post.Delivery(post.Database, dying).DeliverDue(killed.Token));

        var other = new Courier(Letters);
        post.Clock.Advance(Letters.Lease - TimeSpan.FromSeconds(1));
        (await post.Delivery(post.Other, other).DeliverDue(default)).ShouldBe(0);
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        (await post.Delivery(post.Other, other).DeliverDue(default)).ShouldBe(1);
        (dying.Seen.Single(), other.Seen.Single()).ShouldBe(("one", "one"));
        other.Told.ShouldBe(["one arrived"]);
    }

    [Theory, BothEngines]
    public async Task What_comes_back_after_its_lease_changes_nothing_for_whoever_has_it_now(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        await post.Queue(Letters, Letter("one"));
        var items = post.Items(post.Database);
        var slow = (await items.TryClaim(Letters, (await items.Due(Letters, default)).Single(), default))!;
        post.Clock.Advance(Letters.Lease);
        var quick = (await items.TryClaim(Letters, (await items.Due(Letters, default)).Single(), default))!;

        (await items.Postpone(Letters, slow, "too slow", default)).ShouldBeFalse();
        (await items.GiveUp(slow, "too slow", default)).ShouldBeFalse();
        (await items.Delivered(quick, keep: false, default)).ShouldBeTrue();
        (await items.Delivered(slow, keep: false, default)).ShouldBeFalse();
    }

    [Theory, BothEngines]
    public async Task What_goes_in_order_waits_for_what_was_before_it_and_for_nobody_else(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var hooks = Letters with { InOrder = true };
        var down = true;
        var courier = new Courier(hooks) { Answers = (item, _) => Task.FromResult(item.Id == "a1" && down ? DeliveryOutcome.Later("down") : DeliveryOutcome.Arrived) };
        await post.Queue(hooks, [.. Enumerable.Range(1, 60).Select(i => Letter($"a{i}", "ada")), Letter("b1", "bob"), Letter("b2", "bob")]);
        async Task Deliver()
        {
            do await post.Delivery(post.Other, courier).DeliverDue(default);
            while (await post.Delivery(post.Database, courier).DeliverDue(default) > 0);
        }

        await Deliver();
        courier.Seen.Order().ShouldBe(["a1", "b1", "b2"]);
        down = false;
        post.Clock.Advance(TimeSpan.FromSeconds(30));
        await Deliver();
        courier.Seen.Where(id => id.StartsWith('a')).ShouldBe([.. (string[])["a1"], .. Enumerable.Range(1, 60).Select(i => $"a{i}")]);
    }

    [Theory, BothEngines]
    public async Task What_was_given_up_holds_nothing_up_and_stays_with_its_reason(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var hooks = Letters with { InOrder = true };
        var courier = new Courier(hooks) { Answers = (item, _) => Task.FromResult(item.Id == "one" ? DeliveryOutcome.Never("gone") : DeliveryOutcome.Arrived) };
        await post.Queue(hooks, Letter("one"), Letter("two"));
        while (await post.Delivery(post.Database, courier).DeliverDue(default) > 0) { }

        courier.Told.ShouldBe(["one gone", "two arrived"]);
        (await post.Problem("one")).ShouldBe("gone");
        post.Clock.Advance(OutboxItems.DeadKept + TimeSpan.FromMinutes(59));
        (await post.Items(post.Database).DeleteExpired(default)).ShouldBe(0);
        (await post.Delivery(post.Database, courier).DeliverDue(default)).ShouldBe(0);
        post.Clock.Advance(TimeSpan.FromMinutes(2));
        (await post.Items(post.Database).DeleteExpired(default)).ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task Nobody_is_tried_more_often_than_the_kind_says(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var kind = Letters with { MostAttempts = 3 };
        var courier = new Courier(kind) { Answers = (_, _) => Task.FromResult(DeliveryOutcome.Later("busy")) };
        await post.Queue(kind, Letter("one"));
        foreach (var wait in (int[])[30, 60, 0])
        {
            (await post.Delivery(post.Database, courier).DeliverDue(default)).ShouldBe(1);
            post.Clock.Advance(TimeSpan.FromSeconds(wait - 1));
            (await post.Delivery(post.Database, courier).DeliverDue(default)).ShouldBe(0);
            post.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        courier.Told.ShouldBe(["one busy"]);
    }

    [Theory, BothEngines]
    public async Task What_is_of_no_use_any_more_is_given_up_and_not_delivered(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var courier = new Courier(Letters) { Answers = (_, _) => Task.FromResult(DeliveryOutcome.Later("busy")) };
        await post.Queue(Letters, Letter("one") with { Kept = TimeSpan.FromSeconds(40) });
        await post.Delivery(post.Database, courier).DeliverDue(default);
        post.Clock.Advance(TimeSpan.FromSeconds(30));
        await post.Delivery(post.Database, courier).DeliverDue(default);
        post.Clock.Advance(TimeSpan.FromSeconds(10));                  // not a minute later: then nobody would say so
        await post.Delivery(post.Database, courier).DeliverDue(default);

        courier.Seen.Count.ShouldBe(2);
        courier.Told.ShouldBe(["one It was not delivered in time. busy"]);
    }

    [Theory, BothEngines]
    public async Task A_fault_in_one_keeps_no_other_back(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var courier = new Courier(Letters with { AtOnce = 1 })
        {
            Answers = (item, _) => item.Id == "one" ? throw new InvalidCastException("a bug") : Task.FromResult(DeliveryOutcome.Arrived),
        };
        await post.Queue(Letters, Letter("one"), Letter("two"));
        await post.Delivery(post.Database, courier).DeliverDue(default);
        courier.Told.ShouldBe(["two arrived"]);
        (await post.Problem("one"))!.ShouldNotContain("bug");
        post.Clock.Advance(TimeSpan.FromSeconds(30));
        (await post.Delivery(post.Database, courier).DeliverDue(default)).ShouldBe(1);
    }

    [Theory, BothEngines]
    public async Task What_is_a_secret_is_sealed_while_it_waits(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var kind = Letters with { Sealed = true };
        var read = "";
        var courier = new Courier(kind) { Answers = (item, _) => { read = item.Payload; return Task.FromResult(DeliveryOutcome.Arrived); } };
        await post.Queue(kind, Letter("one"), Letter("one") with { Payload = "a second of one id" });
        (await post.Database.One<string>("select payload from outbox", null, default))!.ShouldNotContain("Dear");
        await post.Delivery(post.Other, courier).DeliverDue(default);
        read.ShouldBe("Dear ada");
    }

    [Theory, BothEngines]
    public async Task Attempts_are_counted_by_kind_and_outcome(Engine engine)
    {
        await using var post = await PostRoom.On(engine);
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Latchkey.Outbox" && ReferenceEquals(instrument.Meter.Scope, post.Database)) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value)) + " " + value));
        listener.Start();
        var courier = new Courier(Letters)
        {
            Answers = (item, _) => Task.FromResult(item.Id switch
            {
                "one" => DeliveryOutcome.Arrived,
                "two" => DeliveryOutcome.Moot,
                "three" => DeliveryOutcome.Later("busy"),
                _ => DeliveryOutcome.Never("gone"),
            }),
        };
        await post.Queue(Letters, Letter("one"), Letter("two"), Letter("three"), Letter("four"));
        await post.Delivery(post.Database, courier).DeliverDue(default);
        counted.Order().ShouldBe(["letter arrived 1", "letter given_up 1", "letter moot 1", "letter postponed 1"]);
        courier.Told.Order().ShouldBe(["four gone", "one arrived"]);
    }

    /// <summary>Keeps a list of what it was handed and told.</summary>
    private sealed class Courier(OutboxKind kind) : ICourier
    {
        public OutboxKind Kind => kind;
        public ConcurrentQueue<string> Seen { get; } = new();
        public ConcurrentQueue<string> Told { get; } = new();
        public Func<ClaimedItem, CancellationToken, Task<DeliveryOutcome>> Answers { get; init; } = (_, _) => Task.FromResult(DeliveryOutcome.Arrived);

        public Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
        {
            Seen.Enqueue(item.Id);
            return Answers(item, ct);
        }

        public Task Settled(ClaimedItem item, string? problem, CancellationToken ct)
        {
            Told.Enqueue($"{item.Id} {problem ?? "arrived"}");
            return Task.CompletedTask;
        }
    }

    /// <summary>One database and two servers at it.</summary>
    private sealed class PostRoom(EmptyDatabase empty, Database database, Database other, FakeClock clock) : IAsyncDisposable
    {
        public Database Database => database;
        public Database Other => other;
        public FakeClock Clock => clock;

        public static async Task<PostRoom> On(Engine engine)
        {
            var empty = await EmptyDatabase.On(engine);
            var (database, other) = (empty.Open(), empty.Open());
            await database.Migrate(default);
            await other.Migrate(default);
            return new(empty, database, other, new FakeClock(new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero)));
        }

        public OutboxItems Items(Database server) => new(server, new Seal(new MasterKey(new byte[32])), clock);

        public OutboxDelivery Delivery(Database server, ICourier courier) =>
            new(Items(server), [courier], server, new(server), clock, NullLogger<OutboxDelivery>.Instance);

        public Task Queue(OutboxKind kind, params OutboxItem[] items) => database.Write(writing => Items(database).Queue(writing, kind, items), default);

        public Task<long> Rows() => database.One<long>("select count(*) from outbox", null, default);

        public Task<string?> Problem(string id) => database.One<string>("select last_problem from outbox where id = @id", new { id }, default);

        public ValueTask DisposeAsync() => empty.DisposeAsync();
    }
}
