namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about groups and people.</summary>
public sealed partial record DirectoryTexts
{
    // Groups
    public required string GroupsLead { get; init; }
    public required string AddGroup { get; init; }
    public required string SearchGroups { get; init; }
    public required string NoGroups { get; init; }
    public required string NoGroupsMeans { get; init; }
    public required string BuiltIn { get; init; }
    public required string Description { get; init; }
    public required string GroupDescriptionHint { get; init; }
    public required string PagesOfGroup { get; init; }
    public required string EveryoneMeans { get; init; }
    public required string AddPeople { get; init; }
    public required string FindPerson { get; init; }
    public required string Add { get; init; }
    public required string InGroup { get; init; }
    public required string NobodyInGroup { get; init; }
    public required string AssignApps { get; init; }
    public required string NoAppsOfGroup { get; init; }
    public required string AboutGroup { get; init; }
    public required string Id { get; init; }
    public required string Changed { get; init; }
    public required string PeopleChanged { get; init; }
    public required string DeleteGroup { get; init; }
    public required string DeleteNamed { get; init; }
    public required string SuspendNamed { get; init; }
    public required string ExpireNamed { get; init; }
    public required string DeactivateNamed { get; init; }
    public required string ResetNamed { get; init; }
    public required string DeleteGroupMeans { get; init; }

    // People
    public required string PeopleLead { get; init; }
    public required string AddPerson { get; init; }
    public required string SearchPeople { get; init; }
    public required string AllButDeactivated { get; init; }
    public required string LastSignIn { get; init; }
    public required string Never { get; init; }
    public required string NotYetFound { get; init; }
    public required string Administrator { get; init; }
    public required string PagesOfPerson { get; init; }
    public required string Profile { get; init; }
    public required string Security { get; init; }
    public required string Activity { get; init; }
    public required string Account { get; init; }

    // How people stand, and what it means
    public required string Staged { get; init; }
    public required string StagedMeans { get; init; }
    public required string Provisioned { get; init; }
    public required string ProvisionedMeans { get; init; }
    public required string Active { get; init; }
    public required string ActiveMeans { get; init; }
    public required string Suspended { get; init; }
    public required string SuspendedMeans { get; init; }
    public required string LockedOut { get; init; }
    public required string LockedOutMeans { get; init; }
    public required string PasswordExpired { get; init; }
    public required string PasswordExpiredMeans { get; init; }
    public required string Recovery { get; init; }
    public required string RecoveryMeans { get; init; }
    public required string Deactivated { get; init; }
    public required string DeactivatedMeans { get; init; }

    // What can be done
    public required string ActivateMeans { get; init; }
    public required string Reactivate { get; init; }
    public required string ReactivateMeans { get; init; }
    public required string Suspend { get; init; }
    public required string SuspendMeans { get; init; }
    public required string Unsuspend { get; init; }
    public required string UnsuspendMeans { get; init; }
    public required string Unlock { get; init; }
    public required string UnlockMeans { get; init; }
    public required string ExpirePassword { get; init; }
    public required string ExpirePasswordMeans { get; init; }
    public required string ResetPassword { get; init; }
    public required string ResetPasswordMeans { get; init; }
    public required string DeactivatePersonMeans { get; init; }
    public required string DeletePersonMeans { get; init; }

    // A new person, and a new password
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Email { get; init; }
    public required string Username { get; init; }
    public required string UsernameHint { get; init; }
    public required string Activation { get; init; }
    public required string ByMail { get; init; }
    public required string ByMailMeans { get; init; }
    public required string ByLink { get; init; }
    public required string ByLinkMeans { get; init; }
    public required string ByPassword { get; init; }
    public required string ByPasswordMeans { get; init; }
    public required string Later { get; init; }
    public required string LaterMeans { get; init; }
    public required string Password { get; init; }
    public required string OnlyWithPassword { get; init; }
    public required string MustChange { get; init; }
    public required string PersonAdded { get; init; }
    public required string PersonActivated { get; init; }
    public required string PassLinkOn { get; init; }
    public required string ActivationLink { get; init; }
    public required string PasswordLink { get; init; }
    public required string PasswordEnded { get; init; }
    public required string PasswordReplaced { get; init; }
    public required string ReadPasswordOut { get; init; }
    public required string TemporaryPassword { get; init; }
    public required string TemporaryPasswordMeans { get; init; }
    public required string HowToReset { get; init; }
    public required string ResetByMailMeans { get; init; }

    // A profile
    public required string DisplayName { get; init; }
    public required string NickName { get; init; }
    public required string SecondEmail { get; init; }
    public required string MobilePhone { get; init; }
    public required string JobTitle { get; init; }
    public required string Department { get; init; }
    public required string Organization { get; init; }
    public required string PreferredLanguage { get; init; }
    public required string MoreAttributes { get; init; }
    public required string Verified { get; init; }
    public required string NotVerified { get; init; }

    // What a person has
    public required string AddToGroup { get; init; }
    public required string NoAppsOfPerson { get; init; }
    public required string ThroughGroup { get; init; }
    public required string Authenticators { get; init; }
    public required string RemoveAll { get; init; }
    public required string NoPassword { get; init; }
    public required string Added { get; init; }
    public required string PasswordAlone { get; init; }
    public required string Browsers { get; init; }
    public required string NoBrowsers { get; init; }
    public required string AppsSignedIn { get; init; }
    public required string NoAppsSignedIn { get; init; }
    public required string SignOutEverywhere { get; init; }
}
