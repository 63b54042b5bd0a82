using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>Guessing, spelling and doing it all at once.</summary>
public sealed class PasswordSignInTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Wrong = "Wrong-Horse-7";

    private async Task<bool> SignsIn(string identifier, string password)
    {
        using var browser = Org.Browser();
        var page = await browser.OpenAsync(Org.NativeApp.AuthorizeUrl());
        var end = await browser.SubmitAsync(page, ("identifier", identifier), ("password", password));
        if (end.LeadsTo is null) end.Status.ShouldBe(identifier.Contains('\0', StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK);      // no form may hold a NUL
        return end.Parameter("code") is not null;
    }

    private async Task<string> StatusOf(TestPerson person) => (await Org.SendAsync(HttpMethod.Get, $"/api/v1/users/{person.Id}"))["status"]!.GetValue<string>();

    [Fact]                                                             // contract §3.9, lockout
    public async Task Ten_wrong_passwords_lock_for_fifteen_minutes_and_nine_do_not()
    {
        var person = await Org.CreatePersonAsync();
        for (var i = 0; i < 9; i++) (await SignsIn(person.Login, Wrong)).ShouldBeFalse();
        (await SignsIn(person.Login, person.Password)).ShouldBeTrue();

        for (var i = 0; i < 10; i++) (await SignsIn(person.Login, Wrong)).ShouldBeFalse();
        (await StatusOf(person)).ShouldBe("LOCKED_OUT");
        (await SignsIn(person.Login, person.Password)).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(15 * 60 - 1));
        (await SignsIn(person.Login, person.Password)).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(2));
        (await SignsIn(person.Login, person.Password)).ShouldBeTrue();
    }

    [Fact]                                                             // threats §1 row 7
    public async Task Sixty_four_guesses_at_once_lock_all_the_same()
    {
        var person = await Org.CreatePersonAsync();
        (await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => SignsIn(person.Login, Wrong)))).ShouldAllBe(signedIn => !signedIn);
        (await StatusOf(person)).ShouldBe("LOCKED_OUT");
        (await Task.WhenAll(Enumerable.Range(0, 64).Select(i => SignsIn(person.Login, i % 2 == 0 ? person.Password : Wrong)))).ShouldAllBe(signedIn => !signedIn);
    }

    [Fact]                                                             // threats §1 row 7: one person, one counter
    public async Task Every_spelling_of_a_login_shares_one_counter()
    {
        var person = await Org.CreatePersonAsync("Ångström.Counter@example.com");
        string[] spellings = ["ångström.counter@example.com", "ÅNGSTRÖM.COUNTER@EXAMPLE.COM", "A\u030angstro\u0308m.counter@example.com", "Ångström.Counter", " ångström.counter ", "ａngström.counter@example.com".Replace("ａ", "å", StringComparison.Ordinal), "ångström.ｃounter@example.com"];
        for (var i = 0; i < 10; i++) (await SignsIn(spellings[i % spellings.Length], Wrong)).ShouldBeFalse();
        (await StatusOf(person)).ShouldBe("LOCKED_OUT");
    }

    [Theory]                                                           // Unicode NFKC and case: design §7
    [InlineData("straße.eins@example.com", "STRAßE.EINS@EXAMPLE.COM")]
    [InlineData("οδυσσεύς@example.com", "ΟΔΥΣΣΕΎΣ@EXAMPLE.COM")]
    [InlineData("ﬁnn@example.com", "finn@example.com")]
    [InlineData("kelvin@example.com", "\u212Aelvin@example.com")]
    [InlineData("iskender@example.com", "ISKENDER@EXAMPLE.COM")]
    public async Task Another_form_of_the_login_is_the_same_person(string login, string typed)
    {
        var person = await Org.CreatePersonAsync(login);
        (await SignsIn(typed, person.Password)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("\0"), InlineData("mia@example.com\0"), InlineData("\uFFFF@example.com"), InlineData("\u202Emoc.elpmaxe@aim"), InlineData("' or 1=1 --"), InlineData("*"), InlineData("%"), InlineData("_________________")]
    public async Task Odd_identifiers_are_nobody(string typed) => (await SignsIn(typed, Org.Person.Password)).ShouldBeFalse();

    [Fact]
    public async Task Passwords_are_compared_as_typed()
    {
        var person = await Org.CreatePersonAsync();
        foreach (var wrong in (string[])[person.Password.ToUpperInvariant(), person.Password + " ", " " + person.Password, person.Password[..^1], new string('x', 100_000 / 10)])
            (await SignsIn(person.Login, wrong)).ShouldBeFalse();
        (await SignsIn(person.Login, person.Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task Parallel_sign_ins_of_one_person_all_succeed_with_a_session_each()
    {
        var person = await Org.CreatePersonAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Org.NativeApp.TokensAsync(person)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.RefreshToken).Distinct().Count().ShouldBe(32);
        (await Task.WhenAll(answers.Select(answer => Org.NativeApp.RefreshAsync(answer.RefreshToken)))).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]                                                             // a suspended person is not let in by a right password
    public async Task A_suspended_person_signs_in_again_once_unsuspended()
    {
        var person = await Org.CreatePersonAsync();
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/suspend", new JsonObject());
        (await SignsIn(person.Login, person.Password)).ShouldBeFalse();
        await Org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/lifecycle/unsuspend", new JsonObject());
        (await SignsIn(person.Login, person.Password)).ShouldBeTrue();
    }
}
