using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Accounts;

/// <summary>How an account begins. Contract §3.2, "Status machine".</summary>
internal sealed record NewAccount
{
    private const int MostGroups = 20;

    /// <summary>Of which type they are; null: of the one that every org has.</summary>
    public string? TypeId { get; init; }

    /// <summary>What is stored of the first password; null: the person chooses it.</summary>
    public string? PasswordHash { get; init; }
    /// <summary>False leaves them staged until somebody activates them.</summary>
    public bool Activate { get; init; } = true;
    /// <summary>The first sign-in asks for another password.</summary>
    public bool ChangePassword { get; init; }
    public bool EmailVerified { get; init; }
    /// <summary>What they are asked when the password is gone; null: nothing.</summary>
    public RecoveryQuestion? Recovery { get; init; }
    /// <summary>Groups of the same org.</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];
    /// <summary>Whether the person is invited by mail, where mail can be sent.</summary>
    public bool Mail { get; init; } = true;

    /// <exception cref="RuleException">There is no password to change.</exception>
    public UserStatus Status
    {
        get
        {
            if (!Activate) return UserStatus.Staged;
            if (PasswordHash is not null) return ChangePassword ? UserStatus.PasswordExpired : UserStatus.Active;
            return ChangePassword ? throw new RuleException("nextLogin", "changePassword needs a password to change") : UserStatus.Provisioned;
        }
    }

    /// <exception cref="RuleException">They are too many to begin with.</exception>
    public static IReadOnlyList<string> Groups(IReadOnlyList<string> ids) =>
        ids.Distinct(StringComparer.Ordinal).ToArray() is { Length: <= MostGroups } some ? some : throw new RuleException("groupIds", $"at most {MostGroups}");

    public override string ToString() => "(how an account begins)";
}
