using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.OrgSettings;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.Preferences;

/// <summary>What an administrator decides for all of an org, as a form has it, by the names of <c>/api/v1/org/settings</c>.</summary>
internal static class PreferencesForm
{
    public const string SignUp = "selfServiceRegistration";
    public const string Recovery = "selfServicePasswordReset";
    public const string Persistent = "usePersistentCookie";
    public const string Deletion = "selfServiceAccountDeletion";
    public const string Profile = "selfServiceProfileAttributes.";

    public static FormState Of(Org org) => FormState.Of(
    [
        new(SignUp, On(org.AllowsSignUp)), new(Recovery, On(org.RecoversPasswords)), new(Persistent, On(org.PersistentSessions)),
        new(Deletion, On(org.DeletesAccounts)), .. OwnProfile.Of(org).Select(name => KeyValuePair.Create(Profile + name, (string?)"on")),
    ]);

    public static OrgSettingsDraft Read(FormState typed) => new()
    {
        SignUp = typed.Ticked(SignUp), Recovery = typed.Ticked(Recovery), PersistentSessions = typed.Ticked(Persistent), Deletion = typed.Ticked(Deletion),
        OwnProfile = OrgSettingsDraft.OwnProfileOf(Profile, [.. OwnProfile.Possible.Where(name => typed.Ticked(Profile + name))]),
    };

    private static string? On(bool ticked) => ticked ? "on" : null;
}
