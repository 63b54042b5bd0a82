using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Users;

public sealed class UserLifecycleApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]                                                             // contract §3.2, "Status machine"
    public async Task A_person_goes_through_the_states_of_the_contract()
    {
        var user = (await Org.Post("/users?activate=false", ApiCalls.NewUser(NewLogin()))).ShouldSucceed().Id;
        await ShouldBeRefused(user, "suspend");
        await ShouldBeRefused(user, "reset_password");
        await ShouldBeRefused(user, "reactivate");

        var activation = (await Org.Post($"/users/{user}/lifecycle/activate?sendEmail=false")).ShouldSucceed();
        activation["activationUrl"].ShouldBe($"{Org.Url}/welcome/{activation["activationToken"]}");
        await ShouldStand(user, "PROVISIONED");
        (await Org.Post($"/users/{user}/lifecycle/activate")).ShouldBeRefused(403, "E0000016");
        (await Org.Post($"/users/{user}/lifecycle/reactivate?sendEmail=false"))["activationToken"].ShouldNotBe(activation["activationToken"]);

        (await Org.Post($"/users/{user}", new JsonObject { ["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "Correct-Horse-7" } } })).ShouldSucceed();
        await ShouldStand(user, "ACTIVE");
        await ShouldBeRefused(user, "unsuspend");
        await ShouldBeRefused(user, "unlock");

        (await Org.Post($"/users/{user}/lifecycle/suspend")).ShouldSucceed().Text.ShouldBe("{}");
        await ShouldStand(user, "SUSPENDED");
        await ShouldBeRefused(user, "suspend");
        await ShouldBeRefused(user, "expire_password");
        (await Org.Post($"/users/{user}/lifecycle/unsuspend")).ShouldSucceed();

        (await Org.Post($"/users/{user}/lifecycle/expire_password")).ShouldSucceed()["status"].ShouldBe("PASSWORD_EXPIRED");
        (await Org.Post($"/users/{user}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed()["resetPasswordUrl"].ShouldNotBeNull().ShouldStartWith($"{Org.Url}/reset_password/");
        await ShouldStand(user, "RECOVERY");
        (await Org.Post($"/users/{user}/lifecycle/deactivate")).ShouldSucceed();
        await ShouldStand(user, "DEPROVISIONED");
        await ShouldBeRefused(user, "deactivate");
        await ShouldBeRefused(user, "suspend");

        (await Org.Post($"/users/{user}/lifecycle/activate?sendEmail=false")).ShouldSucceed()["activationToken"].ShouldNotBeNull();
        await ShouldStand(user, "PROVISIONED");                        // the password of before is gone
    }

    [Theory]                                                           // threats row 7: all doors
    [InlineData("suspend")]
    [InlineData("deactivate")]
    [InlineData("expire_password")]
    [InlineData("reset_password?sendEmail=false")]
    public async Task Who_may_not_act_comes_in_through_no_door(string step)
    {
        var person = await Org.CreatePersonAsync();
        var tokens = await Org.NativeApp.TokensAsync(person);
        using var browser = Org.Browser();
        var code = await Org.NativeApp.CodeAsync(person, browser: browser);
        Clock.Advance(TimeSpan.FromSeconds(2));

        (await Org.Post($"/users/{person.Id}/lifecycle/{step}")).ShouldSucceed();

        (await Org.NativeApp.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Org.NativeApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl())).Parameter("code").ShouldBeNull();
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();
    }

    [Fact]                                                             // contract §3.0: revoked on user deactivation
    public async Task A_deactivated_admins_token_is_dead()
    {
        await using var org = await TestOrg.StartAsync();
        var me = (await org.Read("/users/me")).Id;
        await org.AdminOf("SUPER_ADMIN");                              // one who can sign in stays
        (await org.Post($"/users/{me}/lifecycle/suspend")).ShouldSucceed();
        (await org.Read("/users/me")).ShouldBeRefused(401, "E0000011");
    }

    [Theory]                                                           // contract §3.0; Okta: "regardless of the password, as long as the account is not deactivated"
    [InlineData("expire_password"), InlineData("reset_password?sendEmail=false"), InlineData("expire_password?tempPassword=true"), InlineData(null)]
    public async Task An_admins_token_outlives_the_password_and_a_lock(string? step)
    {
        await using var org = await TestOrg.StartAsync();
        var me = (await org.Read("/users/me")).Id;
        if (step is not null) (await org.Post($"/users/{me}/lifecycle/{step}")).ShouldSucceed();
        else for (var i = 0; i < UserStatuses.MaxAttempts; i++) await org.Authn(new TestPerson(org.Facts.Admin.Login, "guess", null));

        (await org.Read("/users/me")).ShouldSucceed()["status"].ShouldNotBe("ACTIVE");
        (await org.Read("/users?limit=1")).ShouldSucceed();
        (await org.Authn(new TestPerson(org.Facts.Admin.Login, org.Facts.Admin.Password, null)))["sessionToken"].ShouldBeNull();
    }

    [Fact]
    public async Task Of_parallel_steps_one_happens_and_the_others_hear_that_it_did()
    {
        var person = await Org.CreatePersonAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Org.Post($"/users/{person.Id}/lifecycle/suspend")));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.Status != HttpStatusCode.OK)) refused.ShouldBeRefused(403, "E0000038");

        answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Org.Post($"/users/{person.Id}/lifecycle/{(i % 2 == 0 ? "deactivate" : "unsuspend")}")));
        answers.ShouldAllBe(answer => (int)answer.Status < 500);
        await ShouldStand(person.Id!, "DEPROVISIONED");
        (await Org.Events(person.Id!)).Count(one => one == "user.lifecycle.suspend").ShouldBe(1);
        (await Org.Events(person.Id!)).Count(one => one == "user.lifecycle.deactivate").ShouldBe(1);
    }

    [Fact]                                                             // contract §3.2
    public async Task A_temporary_password_is_good_for_one_sign_in()
    {
        var person = await Org.CreatePersonAsync();
        var temporary = (await Org.Post($"/users/{person.Id}/lifecycle/expire_password_with_temp_password")).ShouldSucceed()["tempPassword"].ShouldNotBeNull();
        await ShouldStand(person.Id!, "PASSWORD_EXPIRED");

        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();
        (await Org.NativeApp.SignInAsync(person with { Password = temporary })).Parameter("code").ShouldBeNull();
        (await Org.Post($"/users/{person.Id}/credentials/change_password", ChangePassword(temporary, "Another-Horse-8"))).ShouldSucceed();
        (await Org.NativeApp.SignInAsync(person with { Password = "Another-Horse-8" })).Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // contract §3.2, change_password
    public async Task A_password_is_changed_by_who_knows_the_old_one()
    {
        var person = await Org.CreatePersonAsync();
        var tokens = await Org.NativeApp.TokensAsync(person);
        Clock.Advance(TimeSpan.FromSeconds(2));

        (await Org.Post($"/users/{person.Id}/credentials/change_password", ChangePassword("wrong", "Another-Horse-8"))).ShouldBeRefused(403, "E0000014", "Old Password is not correct");
        (await Org.Post($"/users/{person.Id}/credentials/change_password", ChangePassword(person.Password, "short"))).ShouldBeRefused(403, "E0000014", "Password requirements were not met");
        var changed = (await Org.Post($"/users/{person.Id}/credentials/change_password", ChangePassword(person.Password, "Another-Horse-8", revoke: true))).ShouldSucceed();
        changed["provider.type"].ShouldBe("OKTA");

        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();
        (await Org.NativeApp.SignInAsync(person with { Password = "Another-Horse-8" })).Parameter("code").ShouldNotBeNull();
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
    }

    [Fact]                                                             // threats row 7: no door around the lock
    public async Task Guessing_through_change_password_locks_like_guessing_at_sign_in()
    {
        var person = await Org.CreatePersonAsync();
        for (var i = 0; i < 10; i++) await Org.Post($"/users/{person.Id}/credentials/change_password", ChangePassword($"guess {i}", "Another-Horse-8"));

        await ShouldStand(person.Id!, "LOCKED_OUT");
        (await Org.Post($"/users/{person.Id}/credentials/change_password", ChangePassword(person.Password, "Another-Horse-8"))).ShouldBeRefused(403, "E0000038");
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldBeNull();
        (await Org.AllPages("/users?filter=" + Uri.EscapeDataString("status eq \"LOCKED_OUT\""))).ShouldBe([person.Id!]);
        (await Org.AllPages("/users?filter=" + Uri.EscapeDataString("status eq \"ACTIVE\""))).ShouldNotContain(person.Id!);

        (await Org.Post($"/users/{person.Id}/lifecycle/unlock")).ShouldSucceed();
        await ShouldStand(person.Id!, "ACTIVE");
        (await Org.NativeApp.SignInAsync(person)).Parameter("code").ShouldNotBeNull();
        (await Org.Events(person.Id!)).ShouldContain("user.account.lock");
        (await Org.Events(person.Id!)).ShouldContain("user.account.unlock");
    }

    private static JsonObject ChangePassword(string old, string chosen, bool revoke = false) => new()
    {
        ["oldPassword"] = new JsonObject { ["value"] = old },
        ["newPassword"] = new JsonObject { ["value"] = chosen },
        ["revokeSessions"] = revoke,
    };

    private async Task ShouldStand(string user, string status) => (await Org.Read($"/users/{user}"))["status"].ShouldBe(status);

    private async Task ShouldBeRefused(string user, string step) => (await Org.Post($"/users/{user}/lifecycle/{step}")).ShouldBeRefused(403, "E0000038");

    private static string NewLogin() => $"u{Guid.CreateVersion7():N}@example.com";
}
