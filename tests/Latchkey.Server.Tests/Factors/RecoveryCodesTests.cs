using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Ground.Languages;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Factors;

/// <summary>Codes on paper for when the phone is gone.</summary>
public sealed class RecoveryCodesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Path = "/account/recovery-codes";

    private async Task<(TestPerson Person, Authenticator App, string[] Codes)> Somebody()
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.EnrollAppAsync(person);
        return (person, app, await Make(person, app));
    }

    private async Task<string[]> Make(TestPerson person, Authenticator app)
    {
        using var browser = Org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAccountAsync(person, Path), ("code", app.Next()));
        var made = await browser.SubmitAsync(page);
        return [.. made.Document.QuerySelectorAll(".codes code").Select(code => code.TextContent)];
    }

    /// <summary>To the page that asks for one.</summary>
    private async Task<TestPage> Asked(TestBrowser browser, TestPerson person)
    {
        var page = await browser.SignInAsync(Org.NativeApp.AuthorizeUrl(), person);
        return await browser.OpenAsync(page.Document.QuerySelectorAll("a.other").Select(link => link.GetAttribute("href")!).Single(url => url.EndsWith("with=recovery", StringComparison.Ordinal)));
    }

    [Fact]                                                             // threats §1 row 6
    public async Task Each_stands_in_for_the_second_factor_once_however_it_is_typed()
    {
        var (person, _, codes) = await Somebody();
        codes.Length.ShouldBe(RecoveryCodes.Count);
        codes.Distinct().Count().ShouldBe(RecoveryCodes.Count);
        using var browser = Org.Browser();
        var end = await browser.SubmitAsync(await Asked(browser, person), ("code", codes[0].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
        (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["amr"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["mfa", "pwd", "otp"]);

        using var again = Org.Browser();
        (await again.SubmitAsync(await Asked(again, person), ("code", codes[0]))).TextOf("[role=alert]").ShouldBe(Texts.English.CodeWrong);
        using var other = Org.Browser();
        var page = await Asked(other, person);
        var ends = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => other.SubmitAsync(page, ("code", codes[1]))));
        ends.Count(one => one.LeadsTo is not null && one.Parameter("code") is not null).ShouldBe(1);
        ends.ShouldAllBe(one => (int)one.Status < 500);
    }

    [Fact]                                                             // threats §1 row 8: people hear of changes, and whose it was not takes it back
    public async Task New_ones_replace_the_old_ones_and_their_owner_is_told()
    {
        var (person, app, codes) = await Somebody();
        var next = await Make(person, app);
        next.Intersect(codes).ShouldBeEmpty();
        using var browser = Org.Browser();
        (await browser.SubmitAsync(await Asked(browser, person), ("code", codes[0]))).LeadsTo.ShouldBeNull();
        var told = (await Org.MailsAsync(person.Login)).Where(mail => mail.Subject.Contains("sign-in method was added", StringComparison.Ordinal)).ToArray();
        told.Length.ShouldBe(3);                                          // the app, and twice the codes
        await browser.SubmitAsync(await browser.OpenAsync(told[0].Links.Single()));
        (await browser.OpenAsync(told[0].Links.Single())).Status.ShouldBe(System.Net.HttpStatusCode.Gone);
    }

    [Fact]                                                             // threats §1 row 7
    public async Task Wrong_ones_lock_the_account_and_an_administrator_takes_them_away()
    {
        var (person, _, codes) = await Somebody();
        using var browser = Org.Browser();
        var page = await Asked(browser, person);
        for (var guess = 0; guess < 10; guess++) await browser.SubmitAsync(page, ("code", $"aaaaa-aaaa{guess}"));
        (await Org.Read($"/users/{person.Id}"))["status"].ShouldBe("LOCKED_OUT");
        (await browser.SubmitAsync(page, ("code", codes[0]))).Parameter("code").ShouldBeNull();

        var (other, _, _) = await Somebody();
        (await Org.Post($"/users/{other.Id}/lifecycle/reset_factors")).ShouldSucceed();
        using var second = Org.Browser();
        (await second.SignInAsync(Org.NativeApp.AuthorizeUrl(), other)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // threats §1 row 8: they would stand in for the next one
    public async Task They_go_with_the_last_factor()
    {
        var (person, app, _) = await Somebody();
        var orgId = (await Org.SendAsync(HttpMethod.Get, "/api/v1/org"))["id"]!.GetValue<string>();
        var user = (await Org.Services.GetRequiredService<Core.People.Users>().Read(orgId, person.Id!, default))!;
        async Task<int> Left() => await Org.Services.GetRequiredService<RecoveryCodes>().Left(user, default);
        (await Left()).ShouldBe(RecoveryCodes.Count);
        (await Org.Delete($"/users/{person.Id}/factors/{app.FactorId}")).Status.ShouldBe(System.Net.HttpStatusCode.NoContent);
        (await Left()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_no_second_factor_has_none_of_them()
    {
        using var browser = Org.Browser();
        (await browser.OpenAccountAsync(await Org.CreatePersonAsync(), Path)).Url.AbsolutePath.ShouldBe("/account");
    }
}
