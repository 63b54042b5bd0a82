using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.People;

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
        using var hashing = new PasswordHashing(Settings());
        var person = Person(await hashing.Hash("Correct-Horse-7", default));
        User?[] people = [person, person with { PasswordHash = null }, null];

        foreach (var (turn, one) in people.Index())
        {
            (await hashing.Verify(one, "wrong", default)).ShouldBe(PasswordVerdict.Wrong);
            hashing.Comparisons.ShouldBe(turn + 1);
        }
        (await hashing.Verify(person, new string('x', 100_000), default)).ShouldBe(PasswordVerdict.Wrong);
        hashing.Comparisons.ShouldBe(4);
    }

    [Fact]                                                             // threats row 20: it would be as slow as both, and tell who came from elsewhere
    public async Task A_hash_that_is_dear_by_itself_is_not_paid_for_twice()
    {
        using var hashing = new PasswordHashing(Settings() with { PasswordIterations = 2_000_000 });
        async Task<TimeSpan> Takes(string? stored)
        {
            var begun = TimeProvider.System.GetTimestamp();
            (await hashing.VerifyHash(stored, "wrong", default)).ShouldBe(PasswordVerdict.Wrong);
            return TimeProvider.System.GetElapsedTime(begun);
        }
        await Takes(null);                                             // makes what others are compared with
        (await Takes("$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy")).ShouldBeLessThan(await Takes(null));
        hashing.Comparisons.ShouldBe(3);
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

    private static ServerSettings Settings() => new() { BaseUrl = new Uri("http://localhost"), DataFolder = "" };

    private static User Person(string? hash) => new()
    {
        Id = "00u", OrgId = "00o", Status = UserStatus.Active, Login = "mia@example.com", Email = "mia@example.com", Profile = new JsonObject(), PasswordHash = hash, CreatedAt = default, UpdatedAt = default,
    };

    [Fact]                                                             // RFC 8265 §4.2
    public async Task A_password_is_the_same_however_its_letters_are_composed_and_old_hashes_verify_as_they_were_set()
    {
        using var hashing = new PasswordHashing(new ServerSettings { BaseUrl = new("http://localhost"), DataFolder = "", PasswordIterations = 1000 });
        const string composed = "Gr\u00fc\u00dfe an alle 7", decomposed = "Gru\u0308\u00dfe\u00a0an alle 7";
        User Person(string hash) => new() { Id = "00u", OrgId = "00o", Status = UserStatus.Active, Login = "a", Email = "a", Profile = [], CreatedAt = default, UpdatedAt = default, PasswordHash = hash };

        var today = Person(await hashing.Hash(decomposed, default));
        (await hashing.Verify(today, composed, default)).ShouldBe(PasswordVerdict.Right);
        (await hashing.Verify(today, decomposed, default)).ShouldBe(PasswordVerdict.Right);
        (await hashing.Verify(today, "Gruße an alle 7", default)).ShouldBe(PasswordVerdict.Wrong);
        (await hashing.Verify(today, "\ud800", default)).ShouldBe(PasswordVerdict.Wrong);

        var hasher = new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1000 }));
        var before = Person(hasher.HashPassword(new object(), decomposed));
        (await hashing.Verify(before, decomposed, default)).ShouldBe(PasswordVerdict.RightButOld);
    }
}
