using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.People;

namespace Latchkey.Server.Tests.Users;

public sealed class AccountGateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]                                                           // contract §3.2, "Status machine"
    [InlineData(UserStatus.Active, null)]
    [InlineData(UserStatus.Staged, AccountStanding.NotActivated)]
    [InlineData(UserStatus.Provisioned, AccountStanding.NotActivated)]
    [InlineData(UserStatus.Suspended, AccountStanding.Suspended)]
    [InlineData(UserStatus.PasswordExpired, AccountStanding.PasswordExpired)]
    [InlineData(UserStatus.Recovery, AccountStanding.Recovery)]
    [InlineData(UserStatus.Deprovisioned, AccountStanding.Deactivated)]
    public void Only_an_active_account_acts(UserStatus status, AccountStanding? refused)
    {
        AccountGate.Refusal(Person(status))?.Standing.ShouldBe(refused!.Value);
        (AccountGate.Refusal(Person(status)) is null).ShouldBe(refused is null);
    }

    [Theory]                                                           // contract §3.0: a token is the account's, not the password's
    [InlineData(UserStatus.Active, true), InlineData(UserStatus.PasswordExpired, true), InlineData(UserStatus.Recovery, true)]
    [InlineData(UserStatus.Suspended, false), InlineData(UserStatus.Deprovisioned, false), InlineData(UserStatus.Staged, false), InlineData(UserStatus.Provisioned, false)]
    public void An_api_token_stands_for_the_account_whatever_became_of_its_password(UserStatus status, bool acts) =>
        (AccountGate.RefusalOfApiToken(Person(status)) is null).ShouldBe(acts);

    [Fact]
    public void Nobody_does_not_act() => AccountGate.Refusal(null)!.Standing.ShouldBe(AccountStanding.Unknown);

    [Fact]
    public void A_lock_is_temporary_and_ends_by_itself()
    {
        var person = Person(UserStatus.Active) with { LockedAt = Now };
        AccountGate.RefusalToSignIn(person, Now)!.Standing.ShouldBe(AccountStanding.Locked);
        AccountGate.RefusalToSignIn(person, Now + UserStatuses.LockFor).ShouldBeNull();
        AccountGate.RefusalToSignIn(Person(UserStatus.Suspended) with { LockedAt = Now }, Now)!.Standing.ShouldBe(AccountStanding.Suspended);
        AccountGate.Refusal(person).ShouldBeNull();                        // it is about proving who one is, not about having done so
    }

    [Fact]
    public void Every_status_has_its_name()
    {
        foreach (var status in Enum.GetValues<UserStatus>()) UserStatuses.Parse(status.Wire()).ShouldBe(status);
        UserStatus.LockedOut.Wire().ShouldBe("LOCKED_OUT");
        UserStatus.Deprovisioned.Wire().ShouldBe("DEPROVISIONED");
    }

    private static User Person(UserStatus status) => new()
    {
        Id = "00u", OrgId = "00o", Status = status, Login = "mia@example.com", Email = "mia@example.com", Profile = new JsonObject(), CreatedAt = Now, UpdatedAt = Now,
    };
}
