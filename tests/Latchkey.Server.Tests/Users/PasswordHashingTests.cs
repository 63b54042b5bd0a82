using System.Diagnostics;
using System.Text.Json.Nodes;
using Latchkey.Server.Users;

namespace Latchkey.Server.Tests.Users;

public sealed class PasswordHashingTests
{
    [Fact]                                                             // design §4: PBKDF2-SHA512, at least 210,000 rounds
    public void Production_pays_the_price_that_OWASP_asks() => Settings().PasswordIterations.ShouldBeGreaterThanOrEqualTo(210_000);

    [Fact]
    public async Task A_right_password_is_right_and_an_old_hash_is_to_be_renewed()
    {
        using var cheap = new PasswordHashing(Settings() with { PasswordIterations = 1_000 });
        using var dear = new PasswordHashing(Settings() with { PasswordIterations = 2_000 });
        var hash = await cheap.Hash("Correct-Horse-7", default);

        (await cheap.Verify(Person(hash), "Correct-Horse-7", default)).ShouldBe(PasswordVerdict.Right);
        (await dear.Verify(Person(hash), "Correct-Horse-7", default)).ShouldBe(PasswordVerdict.RightButOld);
        (await cheap.Verify(Person(hash), "correct-horse-7", default)).ShouldBe(PasswordVerdict.Wrong);
        (await cheap.Verify(Person(hash), "", default)).ShouldBe(PasswordVerdict.Wrong);
        (await cheap.Verify(Person(hash), new string('x', 100_000), default)).ShouldBe(PasswordVerdict.Wrong);
        (await cheap.Verify(null, "Correct-Horse-7", default)).ShouldBe(PasswordVerdict.Wrong);
        (await cheap.Verify(Person(null), "Correct-Horse-7", default)).ShouldBe(PasswordVerdict.Wrong);
    }

    [Fact]                                                             // threats row 20
    public async Task An_unknown_person_costs_as_much_as_a_wrong_password()
    {
        using var hashing = new PasswordHashing(Settings() with { PasswordIterations = 30_000 });
        var person = Person(await hashing.Hash("Correct-Horse-7", default));
        await hashing.Verify(null, "warm", default);

        // Taken in turns and the best of each, because other tests use the same cores.
        var (known, unknown) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < 20; i++)
        {
            known = Math.Min(known, await Milliseconds(() => hashing.Verify(person, "wrong", default)));
            unknown = Math.Min(unknown, await Milliseconds(() => hashing.Verify(null, "wrong", default)));
        }
        (unknown / known).ShouldBeInRange(0.5, 2);
    }

    [Fact]                                                             // design §7: a bounded queue
    public async Task When_too_many_wait_the_next_is_told_to_come_back()
    {
        using var hashing = new PasswordHashing(Settings() with { PasswordIterations = 100_000 }, atOnce: 1, mostQueued: 2);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            try
            {
                await hashing.Hash("Correct-Horse-7", default);
                return true;
            }
            catch (PasswordQueueFullException)
            {
                return false;
            }
        }));

        outcomes.Count(served => served).ShouldBe(3);
        (await hashing.Hash("Correct-Horse-7", default)).ShouldNotBeEmpty();      // and afterwards all is well
    }

    private static async Task<double> Milliseconds(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static ServerSettings Settings() => new() { BaseUrl = new Uri("http://localhost"), DataFolder = "" };

    private static User Person(string? hash) => new()
    {
        Id = "00u", OrgId = "00o", Status = UserStatus.Active, Login = "mia@example.com", Email = "mia@example.com", Profile = new JsonObject(), PasswordHash = hash, CreatedAt = default, UpdatedAt = default,
    };
}
