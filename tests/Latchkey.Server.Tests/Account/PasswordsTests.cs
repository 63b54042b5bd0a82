using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Account;

/// <summary>A new password ends whatever was begun with the old one, by whichever door it comes. Threats row 8.</summary>
public sealed class PasswordsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8";

    public static TheoryData<string> Doors =>
    [
        "the mailed link of an administrator's reset", "the mailed link of a forgotten password", "an activation sent again to a person under recovery", "the recovery token of /authn",
        "an expired password on the page", "an expired password at /authn", "a temporary password", "a temporary password by the older address",
        "an administrator's POST", "an administrator's PUT", "a hash from elsewhere", "change_password", "change_password with revokeSessions false",
    ];

    [Theory, MemberData(nameof(Doors))]                                // the clock stands still: before and after are the same second
    public async Task A_new_password_ends_all_that_the_old_one_began_and_nothing_comes_back_to_life(string door)
    {
        var person = await Org.CreatePersonAsync();
        using var loot = await Loot.Of(Org, person);

        var chosen = await Set(door, person);
        await loot.ShouldBeWorthless(door);

        var tokens = await Org.NativeApp.TokensAsync(person with { Password = chosen });
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.NativeApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        (await Org.NativeApp.IntrospectAsync(tokens.IdToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        await loot.ShouldBeWorthless(door);
        (await Org.Authn(person)).ShouldBeRefused(401, "E0000004");
    }

    /// <summary>What takes the old password out of use is the end of what it began: nobody has to wait for the new one.</summary>
    [Theory]
    [InlineData("reset_password?sendEmail=false"), InlineData("expire_password"), InlineData("expire_password?tempPassword=true"), InlineData("expire_password_with_temp_password?revokeSessions=false")]
    public async Task The_end_of_a_password_is_the_end_of_what_it_began(string step)
    {
        var person = await Org.CreatePersonAsync();
        using var loot = await Loot.Of(Org, person);
        (await Org.Post($"/users/{person.Id}/lifecycle/{step}")).ShouldSucceed();
        await loot.ShouldBeWorthless(step);
    }

    [Fact]                                                             // contract §3.2; the person is sitting in front of it
    public async Task Who_changes_their_own_password_stays_signed_in_where_they_are()
    {
        var person = await Org.CreatePersonAsync();
        using var here = Org.Browser();
        (await Org.NativeApp.SignInAsync(person, browser: here)).Parameter("code").ShouldNotBeNull();
        using var loot = await Loot.Of(Org, person);

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/users/{person.Id}/credentials/change_password")
        {
            Content = new StringContent(Change(person.Password, Better).ToJsonString(), null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Cookie", here.Cookies.GetCookieHeader(new Uri(Org.Url)));
        (await Org.Api.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Org.WithCookies(here, HttpMethod.Get, "/sessions/me")).ShouldSucceed();
        await loot.ShouldBeWorthless("one's own change");
    }

    [Fact]                                                             // threats row 3: what was proven with the old password does not count half-way through a sign-in
    public async Task A_sign_in_that_is_half_way_does_not_outlive_the_password_it_began_with()
    {
        var person = await Org.CreatePersonAsync();
        var app = await FactorCalls.EnrollAppAsync(Org, person);
        using var thief = Org.Browser();
        var second = await Org.NativeApp.SignInAsync(person, browser: thief, changes: ("acr_values", "urn:okta:loa:2fa:any"));
        second.Document.QuerySelector("input[name=code]").ShouldNotBeNull();

        // The clock does not move between the two passwords.
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = Password(Better) })).ShouldSucceed();
        var end = await thief.SubmitAsync(second, ("code", app.Next()));
        end.Parameter("code").ShouldBeNull();
        thief.Sid().ShouldBeNull();
    }

    [Fact]                                                             // of two who set one, the later finds the link spent; a success counts for the password that was checked
    public async Task A_success_counts_only_for_the_password_and_the_era_that_were_checked()
    {
        var (users, passwords, db) = (Org.Services.GetRequiredService<Core.People.Users>(), Org.Services.GetRequiredService<Passwords>(), Org.Services.GetRequiredService<Database>());
        var orgId = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id;
        var person = (await users.FindByLogin(orgId, (await Org.CreatePersonAsync()).Login, default))!;
        var later = (await db.Write(w => passwords.Set(w, person, "another hash"), default)).ShouldNotBeNull();
        later.Era.ShouldBe(person.Era + 1);

        (await users.RecordSuccess(person, default)).ShouldBeFalse();
        (await users.RecordSuccess(later with { Era = person.Era }, default)).ShouldBeFalse();
        (await db.Write(w => users.RecordRightCode(w, person), default)).ShouldBeFalse();
        (await db.Write(w => passwords.Change(w, person, "a third"), default)).ShouldBeNull();
        (await users.RecordSuccess(later, default)).ShouldBeTrue();
        (await users.Find(orgId, person.Id, default))!.PasswordHash.ShouldBe("another hash");
    }

    /// <summary>Through one door, to a password that signs in.</summary>
    private async Task<string> Set(string door, TestPerson person)
    {
        Task<ApiAnswer> Step(string step) => Org.Post($"/users/{person.Id}/lifecycle/{step}");
        async Task<string> Mailed() => (await Org.MailsAsync(person.Login)).SelectMany(mail => mail.Links).Select(link => new Uri(link).PathAndQuery).First(path => path.StartsWith("/reset_password/", StringComparison.Ordinal) || path.StartsWith("/welcome/", StringComparison.Ordinal));
        async Task ByLink() => (await Org.PostForm(await Mailed(), $"password={Better}&confirm={Better}")).Status.ShouldBe(200);
        async Task<string> Exchanged(string path, JsonObject body)
        {
            (await Org.Authn(path, body)).ShouldSucceed()["status"].ShouldBe("SUCCESS");
            return Better;
        }

        switch (door)
        {
            case "the mailed link of an administrator's reset":
                (await Step("reset_password")).ShouldSucceed();
                await ByLink();
                return Better;
            case "the mailed link of a forgotten password":
                (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" })).ShouldSucceed();
                await ByLink();
                return Better;
            case "an activation sent again to a person under recovery":
                (await Step("reset_password?sendEmail=false")).ShouldSucceed();
                (await Step("reactivate")).ShouldSucceed();
                await ByLink();
                return Better;
            case "the recovery token of /authn":
                (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" })).ShouldSucceed();
                var begun = (await Org.Authn("/recovery/token", new JsonObject { ["recoveryToken"] = (await Mailed()).Split('/')[^1] })).ShouldSucceed();
                return await Exchanged("/credentials/reset_password", new JsonObject { ["stateToken"] = begun["stateToken"], ["newPassword"] = Better });
            case "an expired password on the page":
                (await Step("expire_password")).ShouldSucceed();
                using (var browser = Org.Browser())
                    (await browser.SubmitAsync(await Org.NativeApp.SignInAsync(person, browser: browser), ("password", Better), ("confirm", Better))).Parameter("code").ShouldNotBeNull();
                return Better;
            case "an expired password at /authn":
                (await Step("expire_password")).ShouldSucceed();
                return await Exchanged("/credentials/change_password", new JsonObject { ["stateToken"] = (await Org.Authn(person)).ShouldSucceed()["stateToken"], ["oldPassword"] = person.Password, ["newPassword"] = Better });
            case "a temporary password":
            case "a temporary password by the older address":
                var temporary = (await Step(door == "a temporary password" ? "expire_password?tempPassword=true" : "expire_password_with_temp_password")).ShouldSucceed();
                temporary.Object.Select(member => member.Key).ShouldBe(["tempPassword"]);
                var state = (await Org.Authn(person with { Password = temporary["tempPassword"]! })).ShouldSucceed()["stateToken"];
                return await Exchanged("/credentials/change_password", new JsonObject { ["stateToken"] = state, ["oldPassword"] = temporary["tempPassword"], ["newPassword"] = Better });
            case "an administrator's POST":
                (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = Password(Better) })).ShouldSucceed();
                return Better;
            case "an administrator's PUT":
                (await Org.Put($"/users/{person.Id}", ApiCalls.NewUser(person.Login, Better))).ShouldSucceed();
                return Better;
            case "a hash from elsewhere":
                var salt = new byte[16];
                var imported = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(Better, salt, 1000, System.Security.Cryptography.HashAlgorithmName.SHA256, 32);
                var hash = new JsonObject
                {
                    ["algorithm"] = "PBKDF2", ["digestAlgorithm"] = "SHA256_HMAC", ["iterationCount"] = 1000, ["salt"] = Convert.ToBase64String(salt), ["value"] = Convert.ToBase64String(imported),
                };
                (await Org.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["hash"] = hash } } })).ShouldSucceed();
                return Better;
            case "change_password":
                (await Org.Post($"/users/{person.Id}/credentials/change_password", Change(person.Password, Better))).ShouldSucceed();
                return Better;
            case "change_password with revokeSessions false":
                (await Org.Post($"/users/{person.Id}/credentials/change_password", Change(person.Password, Better, revokeSessions: false))).ShouldSucceed();
                return Better;
            default:
                throw new ArgumentOutOfRangeException(nameof(door), door, "There is no such door.");
        }
    }

    private static JsonObject Password(string value) => new() { ["password"] = new JsonObject { ["value"] = value } };

    private static JsonObject Change(string old, string chosen, bool? revokeSessions = null)
    {
        var body = new JsonObject { ["oldPassword"] = new JsonObject { ["value"] = old }, ["newPassword"] = new JsonObject { ["value"] = chosen } };
        if (revokeSessions is { } said) body["revokeSessions"] = said;
        return body;
    }
}
