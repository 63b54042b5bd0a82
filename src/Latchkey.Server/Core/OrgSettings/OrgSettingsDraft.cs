using Latchkey.Server.Core.Orgs;
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

    /// <summary>Whether the name is asked for on a page of its own.</summary>
    public bool? IdentifierFirst { get; init; }
    /// <summary>Whether people may choose that their browser keeps their session.</summary>
    public bool? KeepSignedIn { get; init; }
    /// <summary>What browsers show before a sign-up or a recovery: one of <see cref="WorkProofs"/>.</summary>
    public string? WorkProof { get; init; }
    /// <summary>Whether people change their own e-mail address.</summary>
    public bool? EmailChange { get; init; }
    /// <summary>Whether people are told of sign-ins on new devices.</summary>
    public bool? DeviceNotices { get; init; }

    /// <summary>Whether people sign in by a phone on which they are signed in.</summary>
    public bool? PhoneSignIn { get; init; }

    public bool IsEmpty => this == Nothing;

    private static readonly OrgSettingsDraft Nothing = new();

    /// <exception cref="RuleException">There is no such choice.</exception>
    public static string? WorkProofOf(string field, string? said) => said is null || WorkProofs.All.Contains(said) ? said
        : throw new RuleException(field, $"must be one of {string.Join(", ", WorkProofs.All)}");

    /// <exception cref="RuleException">It is nobody's to change themselves.</exception>
    public static IReadOnlyList<string>? OwnProfileOf(string field, IReadOnlyList<string>? names) =>
        names is null || names.All(People.OwnProfile.Possible.Contains) ? names
            : throw new RuleException(field, $"must be among {string.Join(", ", People.OwnProfile.Possible)}");
}
