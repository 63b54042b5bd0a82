using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.OrgSettings;

/// <summary>What an administrator decides for all of an org; null leaves it as it is.</summary>
internal sealed record OrgSettingsDraft
{
    /// <summary>Whether people make accounts for themselves.</summary>
    public bool? SignUp { get; init; }
    /// <summary>Whether a forgotten password is replaced by mail.</summary>
    public bool? Recovery { get; init; }
    /// <summary>Whether browsers keep sessions when they are closed.</summary>
    public bool? PersistentSessions { get; init; }
    /// <summary>Whether people delete their own accounts.</summary>
    public bool? Deletion { get; init; }
    /// <summary>What of their profile people change themselves.</summary>
    public IReadOnlyList<string>? OwnProfile { get; init; }

    public bool IsEmpty => SignUp is null && Recovery is null && PersistentSessions is null && Deletion is null && OwnProfile is null;

    /// <exception cref="RuleException">It is nobody's to change themselves.</exception>
    public static IReadOnlyList<string>? OwnProfileOf(string field, IReadOnlyList<string>? names) =>
        names is null || names.All(People.OwnProfile.Possible.Contains) ? names
            : throw new RuleException(field, $"must be among {string.Join(", ", People.OwnProfile.Possible)}");
}
