namespace Latchkey.Server.Core.Federation;

/// <summary>Whom a provider lets in, and what becomes of them. Its word is taken for nothing that is not written here.</summary>
internal sealed record LinkingRules
{
    public const string UserName = "USERNAME", Email = "EMAIL", UserNameOrEmail = "USERNAME_OR_EMAIL";

    public static readonly IReadOnlyList<string> Matches = [UserName, Email, UserNameOrEmail];

    public const string NoGroups = "NONE", Assign = "ASSIGN", Append = "APPEND", Sync = "SYNC";

    public static readonly IReadOnlyList<string> GroupActions = [NoGroups, Assign, Append, Sync];

    /// <summary>An account that is here already may be found by its mail address, where both sides have proven it.</summary>
    public bool Links { get; init; } = true;
    /// <summary>Only of these groups; empty: of any.</summary>
    public IReadOnlyList<string> LinkGroups { get; init; } = [];
    /// <summary>Never these people.</summary>
    public IReadOnlyList<string> LinkExcluded { get; init; } = [];
    /// <summary>Administrators, too.</summary>
    public bool LinksAdmins { get; init; }
    /// <summary>By what of an account the address is compared, one of <see cref="Matches"/>.</summary>
    public string Match { get; init; } = UserNameOrEmail;
    /// <summary>The claim that is the login here, e.g. <c>email</c>.</summary>
    public string LoginClaim { get; init; } = "email";
    /// <summary>Logins that this does not match are not let in; null: all are.</summary>
    public string? LoginFilter { get; init; }
    /// <summary>Whoever has no account gets one.</summary>
    public bool Provisions { get; init; } = true;
    /// <summary>The provider's names replace ours at each sign-in.</summary>
    public bool Masters { get; init; }
    /// <summary>One of <see cref="GroupActions"/>.</summary>
    public string Groups { get; init; } = NoGroups;
    /// <summary>Of <see cref="Assign"/>.</summary>
    public IReadOnlyList<string> AssignedGroups { get; init; } = [];
    /// <summary>Of <see cref="Append"/> and <see cref="Sync"/>: those that the provider may speak of.</summary>
    public IReadOnlyList<string> GroupFilter { get; init; } = [];
    /// <summary>The claim that names them.</summary>
    public string? GroupClaim { get; init; }
    /// <summary>A second factor that the provider says it has seen counts here.</summary>
    public bool TrustsClaims { get; init; }
}
