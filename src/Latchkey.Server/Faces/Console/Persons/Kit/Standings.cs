using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Persons.Kit;

/// <summary>What the pages call a person's standing, what it means, and which steps lead on from it. Contract §3.2, "Status machine".</summary>
internal static class Standings
{
    public static string Name(UserStatus status, DirectoryTexts said) => status switch
    {
        UserStatus.Staged => said.Staged,
        UserStatus.Provisioned => said.Provisioned,
        UserStatus.Active => said.Active,
        UserStatus.Suspended => said.Suspended,
        UserStatus.LockedOut => said.LockedOut,
        UserStatus.PasswordExpired => said.PasswordExpired,
        UserStatus.Recovery => said.Recovery,
        _ => said.Deactivated,
    };

    public static string Means(UserStatus status, DirectoryTexts said) => status switch
    {
        UserStatus.Staged => said.StagedMeans,
        UserStatus.Provisioned => said.ProvisionedMeans,
        UserStatus.Active => said.ActiveMeans,
        UserStatus.Suspended => said.SuspendedMeans,
        UserStatus.LockedOut => said.LockedOutMeans,
        UserStatus.PasswordExpired => said.PasswordExpiredMeans,
        UserStatus.Recovery => said.RecoveryMeans,
        _ => said.DeactivatedMeans,
    };

    /// <summary>What can be done from there, with what it does.</summary>
    public static IReadOnlyList<PersonStep> Steps(UserStatus status, DirectoryTexts said, ConsoleTexts words) =>
        [.. UserStatuses.StepsFrom(status).Concat(status == UserStatus.Deprovisioned ? [PersonStep.Delete] : []).Select(step => Of(step, said, words))];

    public static PersonStep Of(string step, DirectoryTexts said, ConsoleTexts words) => step switch
    {
        "activate" => new(step, words.Activate, said.ActivateMeans),
        "reactivate" => new(step, said.Reactivate, said.ReactivateMeans),
        "suspend" => new(step, said.Suspend, said.SuspendMeans) { Question = said.SuspendNamed },
        "unsuspend" => new(step, said.Unsuspend, said.UnsuspendMeans),
        "unlock" => new(step, said.Unlock, said.UnlockMeans),
        "expire_password" => new(step, said.ExpirePassword, said.ExpirePasswordMeans) { Question = said.ExpireNamed },
        "reset_password" => new(step, said.ResetPassword, said.ResetPasswordMeans) { Question = said.ResetNamed },
        "deactivate" => new(step, words.Deactivate, said.DeactivatePersonMeans) { Question = said.DeactivateNamed, Danger = true },
        PersonStep.Delete => new(step, words.Delete, said.DeletePersonMeans) { Question = said.DeleteNamed, Danger = true },
        _ => throw new InvalidOperationException($"The console has no words for {step}."),
    };
}
