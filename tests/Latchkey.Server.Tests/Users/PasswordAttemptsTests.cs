using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Accounts = Latchkey.Server.Core.People.Users;

namespace Latchkey.Server.Tests.Users;

public sealed class PasswordAttemptsTests
{
    private const string OrgId = "00oTest";

    [Theory, BothEngines]                                              // contract §3.9, lockout; threats row 7
    public async Task Of_any_number_of_parallel_guesses_ten_count_and_the_account_locks_once(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var (db, clock, users, person) = await Begin(empty);

        var locked = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => users.RecordFailure(Doing(person), person)));

        locked.Count(one => one).ShouldBe(1);
        var after = (await users.Read(OrgId, person.Id, default))!;
        after.FailedAttempts.ShouldBe(10);
        AccountGate.RefusalToSignIn(after, clock.GetUtcNow()).ShouldNotBeNull().Standing.ShouldBe(AccountStanding.Locked);
        after.StatusAt(clock.GetUtcNow()).ShouldBe(UserStatus.LockedOut);
        (await users.Find(OrgId, person.Id, default))!.StatusAt(clock.GetUtcNow()).ShouldBe(UserStatus.LockedOut);      // the cache heard of it
        (await users.RecordSuccess(person, default)).ShouldBeFalse();      // the right guess came too late
        await db.DisposeAsync();
    }

    [Theory, BothEngines]
    public async Task Right_guesses_among_parallel_wrong_ones_count_only_before_the_lock(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var (_, _, users, person) = await Begin(empty);
        for (var i = 0; i < 10; i++) await users.RecordFailure(Doing(person), person);

        var right = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => users.RecordSuccess(person, default)));
        right.ShouldAllBe(one => !one);
    }

    [Theory, BothEngines]
    public async Task A_lock_ends_by_itself_and_the_count_begins_anew(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var (_, clock, users, person) = await Begin(empty);
        for (var i = 0; i < 12; i++) await users.RecordFailure(Doing(person), person);
        clock.Advance(UserStatuses.LockFor - TimeSpan.FromSeconds(1));
        (await users.RecordSuccess(person, default)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        AccountGate.RefusalToSignIn(await users.Find(OrgId, person.Id, default), clock.GetUtcNow()).ShouldBeNull();

        (await users.RecordFailure(Doing(person), person)).ShouldBeFalse();
        (await users.Read(OrgId, person.Id, default))!.FailedAttempts.ShouldBe(1);
        (await users.RecordSuccess(person, default)).ShouldBeTrue();
        var after = (await users.Read(OrgId, person.Id, default))!;
        after.FailedAttempts.ShouldBe(0);
        after.LastLoginAt.ShouldBe(clock.GetUtcNow());
    }

    [Theory, BothEngines]                                              // threats row 6: used once, never late, never across orgs or purposes
    public async Task A_link_works_once_in_its_time_for_its_purpose(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var (db, clock, users, person) = await Begin(empty);
        var links = new OneTimeLinks(db, users, new Seal(new MasterKey(new byte[32])), clock);

        var first = await links.Issue(person, OneTimeLinks.Welcome, TimeSpan.FromDays(7), default);
        first.Length.ShouldBeGreaterThanOrEqualTo(20);
        var second = await links.Issue(person, OneTimeLinks.Welcome, TimeSpan.FromDays(7), default);
        var reset = await links.Issue(person, OneTimeLinks.ResetPassword, TimeSpan.FromDays(7), default);

        (await TryUse(first)).ShouldBeFalse();                         // a newer one was sent
        (await TryUse(second, OneTimeLinks.ResetPassword)).ShouldBeFalse();
        (await TryUse(second, orgId: "00oOther")).ShouldBeFalse();
        (await links.Find("00oOther", second, default)).ShouldBeNull();
        (await links.Find(OrgId, second, default))!.Works(clock.GetUtcNow()).ShouldBeTrue();
        (await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => TryUse(second)))).Count(won => won).ShouldBe(1);
        (await links.Find(OrgId, second, default))!.Works(clock.GetUtcNow()).ShouldBeFalse();

        clock.Advance(TimeSpan.FromDays(7));
        (await TryUse(reset, OneTimeLinks.ResetPassword)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromDays(2));
        (await links.DeleteExpired(default)).ShouldBe(3);
        (await links.Find(OrgId, reset, default)).ShouldBeNull();

        Task<bool> TryUse(string token, string purpose = OneTimeLinks.Welcome, string orgId = OrgId) => db.Write(writing => links.TryUse(writing, orgId, token, purpose), default);
    }

    [Theory, BothEngines]
    public async Task Logins_starting_alike_are_found_by_their_start(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var (db, clock, users, _) = await Begin(empty);
        foreach (var name in (string[])["Zoë", "zoe", "Zo-Ann", "zo ann", "zöbel", "ZOO", "z", "zp", "Ωmega", "émile", "emil"])
            await users.Create(new NewUser { OrgId = OrgId, Status = UserStatus.Active, Profile = Profile($"p{name.Length}{Math.Abs(name.GetHashCode(StringComparison.Ordinal))}@x.example", name) }, default);
        var list = new UserList(db, clock);

        async Task<string[]> Starting(string prefix) => [.. (await list.Starting(OrgId, prefix, 200, default)).Select(user => user["firstName"]!).Order(StringComparer.Ordinal)];

        (await Starting("zo")).ShouldBe(["ZOO", "Zo-Ann", "Zoë", "zo ann", "zoe"], ignoreOrder: true);
        (await Starting("zo-")).ShouldBe(["Zo-Ann"]);
        (await Starting("zo ")).ShouldBe(["zo ann"]);
        (await Starting("ω")).ShouldBe(["Ωmega"]);
        (await Starting("é")).ShouldBe(["émile"]);
        (await Starting("z")).Length.ShouldBe(8);
    }

    private static async Task<(Database, FakeClock, Accounts, User)> Begin(EmptyDatabase empty)
    {
        var clock = new FakeClock();
        var db = empty.Open(clock);
        await db.Migrate(default);
        await db.Change("insert into orgs (id, name, status, created_at, updated_at) values (@OrgId, 'Test', 'ACTIVE', 0, 0)", new { OrgId }, default);
        var users = new Accounts(db, new Core.Log.SystemLog(db, [], clock), clock);
        var person = await users.Create(new NewUser { OrgId = OrgId, Status = UserStatus.Active, PasswordHash = "a hash", Profile = Profile("mia@example.com", "Mia") }, default);
        return (db, clock, users, person!);
    }

    private static Doing Doing(User person) => new(new Org { Id = OrgId, Name = "Test", Status = "ACTIVE", CreatedAt = default, UpdatedAt = default }, person.Party, null);

    private static JsonObject Profile(string login, string first) => new() { ["login"] = login, ["email"] = login, ["firstName"] = first, ["lastName"] = "Qx" };
}
