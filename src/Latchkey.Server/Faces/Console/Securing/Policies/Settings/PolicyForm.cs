using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Settings;

/// <summary>A policy as a form has it. Its fields are called what the management API calls them (contract §3.9).</summary>
internal static class PolicyForm
{
    public const string Name = "name";
    public const string Description = "description";
    public const string Groups = "conditions.people.groups.include";
    /// <summary>Before the key of each authenticator.</summary>
    public const string Authenticator = "settings.authenticators.";

    public static FormState Suggested(string type) => FormState.Of(Settings(
        type == PolicyType.Password ? PasswordSettings.Default : null,
        type == PolicyType.Enroll ? SystemPolicies.Of("0000", type, default).Enroll : null));

    public static FormState Of(OrgPolicy policy, IReadOnlyDictionary<string, string> names) => FormState.Of(
    [
        .. policy.System ? [] : (IEnumerable<KeyValuePair<string, string?>>)
        [
            new(Name, policy.Name), new(Description, policy.Description.Length > 0 ? policy.Description : null),
            new(Groups, PolicyNames.Lines(policy.Groups, names)),
        ],
        .. Settings(policy.Password, policy.Enroll),
    ]);

    public static OrgPolicyDraft New(FormState typed, string type, IReadOnlyList<string> groups) => OrgPolicyDraft.New(type, typed.Text(Name),
        typed.Text(Description)?.ReplaceLineEndings("\n"), null, null, groups,
        type == PolicyType.Password ? PasswordForm.Read(typed, PasswordSettings.Default) : null, type == PolicyType.Enroll ? ReadEnroll(typed) : null);

    public static OrgPolicyDraft Of(FormState typed, OrgPolicy existing, IReadOnlyList<string> groups) => OrgPolicyDraft.Of(existing, null,
        existing.System ? existing.Name : typed.Text(Name), typed.Text(Description)?.ReplaceLineEndings("\n"), existing.Active ? null : "INACTIVE", null,
        groups, existing.Password is { } password ? PasswordForm.Read(typed, password) : null,
        existing.Enroll is { } enroll ? ReadEnroll(typed) with { DeviceGroups = enroll.DeviceGroups } : null);

    public static IReadOnlyDictionary<string, string> Labels(Texts texts) => new Dictionary<string, string>(PasswordForm.Labels(texts.Policy))
    {
        [Name] = texts.Console.Name, [Description] = texts.Directory.Description, [Groups] = texts.Policy.Whom,
    };

    private static IEnumerable<KeyValuePair<string, string?>> Settings(PasswordSettings? password, EnrollSettings? enroll) =>
    [
        .. password is null ? [] : PasswordForm.Of(password),
        .. enroll is null ? [] : AuthenticatorKeys.All.Select(key => KeyValuePair.Create(Authenticator + key, (string?)enroll.Of(key))),
    ];

    private static EnrollSettings ReadEnroll(FormState typed) => new(AuthenticatorKeys.All.ToDictionary(
        key => key,
        key => EnrollSettings.All.Contains(typed[Authenticator + key]) ? typed[Authenticator + key] : EnrollSettings.NotAllowed, StringComparer.Ordinal));
}
