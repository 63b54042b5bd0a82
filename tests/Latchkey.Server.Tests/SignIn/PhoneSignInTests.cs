using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Phones;
using Latchkey.Server.Ground.Languages;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>Somebody who is signed in on a phone signs in elsewhere by it: a picture leads there, and the number is typed there. Decision 0027.</summary>
public sealed class PhoneSignInTests : IAsyncLifetime
{
    private TestOrg Org { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        (await Org.Put("/org/settings", new JsonObject { ["phoneSignIn"] = true })).ShouldSucceed();
    }

    public async Task DisposeAsync() => await Org.DisposeAsync();

    private async Task<TestPage> Begin(TestBrowser desk, params (string Name, string? Value)[] changes)
    {
        var page = await desk.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: changes));
        return await desk.PostAsync(page.Document.QuerySelector("#by-phone")!.Closest("form")!.GetAttribute("action")!);
    }

    private static string Picture(TestPage page) => page.TextOf("#address")!;

    private static Task<TestPage> Check(TestBrowser desk, TestPage page) => desk.SubmitAsync(page);

    private static Task<TestPage> Answer(TestBrowser phone, TestPage page, string number, string answer = "approve") =>
        phone.SubmitAsync(page, ("number", number), ("answer", answer));

    private static string Other(string number) => number == "00" ? "11" : "00";

    [Fact]
    public async Task The_number_that_one_device_shows_is_typed_on_the_other()
    {
        using var desk = Org.Browser();
        using var phone = Org.Browser();
        var waiting = await Begin(desk);
        waiting.TextOf("#number")!.Length.ShouldBe(2);
        var asked = await phone.SignInAsync(Picture(waiting), Org.Person);
        asked.TextOf("h1").ShouldBe(Texts.English.Journey.OtherTitle);
        asked.Text.ShouldContain("127.0.0.1");                                                     // where it is
        (await Check(desk, waiting)).TextOf("#number").ShouldBe(waiting.TextOf("#number"));        // nothing is answered by looking

        (await Answer(phone, asked, waiting.TextOf("#number")!)).TextOf("h1").ShouldBe(Texts.English.ApprovedTitle);
        var ready = await desk.OpenAsync(waiting.Url.PathAndQuery);
        ready.Shows("form[data-go]").ShouldBeTrue();
        var end = await Check(desk, ready);
        (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["pwd", "mca"]);
        (await desk.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: ("prompt", "none")))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Of_32_uses_of_one_answer_one_signs_in()
    {
        using var desk = Org.Browser();
        using var phone = Org.Browser();
        var waiting = await Begin(desk);
        await Answer(phone, await phone.SignInAsync(Picture(waiting), Org.Person), waiting.TextOf("#number")!);
        var ends = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Check(desk, waiting)));
        ends.Count(end => end.LeadsTo is not null && end.Parameter("code") is not null).ShouldBe(1);
        ends.ShouldAllBe(end => (int)end.Status < 500);
    }

    [Fact]                                                             // threats §1 row 4: the picture alone is worth nothing
    public async Task A_wrong_number_a_no_and_a_late_answer_end_it()
    {
        foreach (var how in (string[])["wrong", "no", "late"])
        {
            using var desk = Org.Browser();
            using var phone = Org.Browser();
            var waiting = await Begin(desk);
            var asked = await phone.SignInAsync(Picture(waiting), Org.Person);
            var number = waiting.TextOf("#number")!;
            if (how == "late") Org.Clock.Advance(PhoneSignIns.Lifetime + TimeSpan.FromSeconds(1));
            await Answer(phone, asked, how == "wrong" ? Other(number) : number, how == "no" ? "refuse" : "approve");
            (await Answer(phone, asked, number)).Status.ShouldBe(HttpStatusCode.NotFound, how);    // and there is no second try
            var over = await Check(desk, waiting);
            over.TextOf("[role=alert]").ShouldBe(Texts.English.Journey.PhoneOver, how);
        }
    }

    [Fact]                                                             // threats §1 row 4: nobody else finishes it
    public async Task It_ends_in_the_browser_where_it_began()
    {
        using var desk = Org.Browser();
        using var phone = Org.Browser();
        var waiting = await Begin(desk);
        await Answer(phone, await phone.SignInAsync(Picture(waiting), Org.Person), waiting.TextOf("#number")!);
        using var thief = Org.Browser();
        (await thief.OpenAsync(waiting.Url.PathAndQuery)).Shows("form[data-go]").ShouldBeFalse();
        using var other = Org.Browser();
        var own = await Begin(other);
        var mixed = $"{own.Url.AbsolutePath}?{own.Url.Query.TrimStart('?').Split('&')[0]}&{waiting.Url.Query.Split('&')[1]}";
        (await other.OpenAsync(mixed)).Shows("form[data-go]").ShouldBeFalse();
    }

    [Fact]                                                             // threats §1 row 8: a second factor is proven on the phone; a key answered another page
    public async Task What_was_proven_on_the_phone_counts_but_for_its_keys()
    {
        using var device = Org.Device();
        var person = await Org.PersonWithPasskey(device);
        using var desk = Org.Browser();
        using var phone = Org.Browser();
        var waiting = await Begin(desk);
        var asked = await phone.Use(await phone.OpenAsync(Picture(waiting)), device);
        await Answer(phone, asked, waiting.TextOf("#number")!);
        var end = await Check(desk, waiting);
        (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "mca"]);
        (await Org.Events(person.Id!)).ShouldNotBeEmpty();
    }

    [Fact]                                                             // OpenID Connect Core §3.1.2.1: prompt and max_age are about the proof itself
    public async Task An_old_proof_stays_old()
    {
        using var phone = Org.Browser();
        await phone.OpenAccountAsync(Org.Person);
        var proven = Org.Clock.GetUtcNow().ToUnixTimeSeconds();
        Org.Clock.Advance(TimeSpan.FromMinutes(2));
        async Task<TestPage> SignIn(params (string Name, string? Value)[] changes)
        {
            using var desk = Org.Browser();
            var waiting = await Begin(desk, changes);
            await Answer(phone, await phone.OpenAsync(Picture(waiting)), waiting.TextOf("#number")!);
            return await Check(desk, waiting);
        }

        foreach (var wants in ((string, string?)[])[("prompt", "login"), ("max_age", "60")])
            (await SignIn(wants)).TextOf("[role=alert]").ShouldBe(Texts.English.Journey.PhoneOver, wants.Item1);
        var end = await SignIn(("max_age", "180"));
        (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["auth_time"]!.GetValue<long>().ShouldBeLessThanOrEqualTo(proven);
    }

    [Fact]                                                             // threats §1 rows 4 and 8, decision 0053: a stranger's picture opens apps and never the account
    public async Task Who_signs_in_by_a_phone_changes_nothing_of_the_account_at_the_desk()
    {
        var person = await Org.CreatePersonAsync();
        using var phone = Org.Browser();
        await phone.OpenAccountAsync(person);
        async Task<TestPage> SignIn(TestBrowser desk, params (string Name, string? Value)[] changes)
        {
            var waiting = await Begin(desk, changes);
            await Answer(phone, await phone.OpenAsync(Picture(waiting)), waiting.TextOf("#number")!);
            return await Check(desk, waiting);
        }

        using var desk = Org.Browser();
        (await SignIn(desk)).Parameter("code").ShouldNotBeNull();
        (await desk.OpenAsync("/account/passkeys")).Url.AbsolutePath.ShouldBe("/signin");
        (await phone.OpenAsync("/account/passkeys")).Url.AbsolutePath.ShouldBe("/account/passkeys");
    }

    [Fact]                                                             // threats §1 row 8
    public async Task An_administrator_of_any_role_signs_in_without_a_phone()
    {
        var (helper, _) = await Org.AdminOf("HELP_DESK_ADMIN");
        using var desk = Org.Browser();
        using var phone = Org.Browser();
        var waiting = await Begin(desk);
        await Answer(phone, await phone.SignInAsync(Picture(waiting), helper), waiting.TextOf("#number")!);
        (await Check(desk, waiting)).TextOf("[role=alert]").ShouldBe(Texts.English.Journey.PhoneOver);
    }

    [Fact]
    public async Task Whose_account_changed_meanwhile_is_not_signed_in_and_an_org_may_not_want_it()
    {
        var person = await Org.CreatePersonAsync();
        using var desk = Org.Browser();
        using var phone = Org.Browser();
        var waiting = await Begin(desk);
        await Answer(phone, await phone.SignInAsync(Picture(waiting), person), waiting.TextOf("#number")!);
        (await Org.Delete($"/users/{person.Id}/sessions?oauthTokens=true")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Check(desk, waiting)).TextOf("[role=alert]").ShouldBe(Texts.English.Journey.PhoneOver);

        var next = await Begin(desk);
        (await Org.Put("/org/settings", new JsonObject { ["phoneSignIn"] = false })).ShouldSucceed();
        (await desk.OpenAsync(next.Url.PathAndQuery)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await phone.OpenAsync(Picture(next))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await desk.OpenAsync(Org.NativeApp.AuthorizeUrl())).Shows("#by-phone").ShouldBeFalse();
    }
}
