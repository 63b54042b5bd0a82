namespace Latchkey.Server.Core.People;

/// <summary>Which password policy is whose. Policies name groups and apps, and so stand above this room: they are asked through this.</summary>
internal interface IPasswordRulebook
{
    /// <summary>From memory.</summary>
    ValueTask<PasswordSettings> Of(User user, CancellationToken ct);

    /// <summary>Of somebody who is about to have an account, and to be in these groups.</summary>
    ValueTask<PasswordSettings> OfNew(string orgId, IReadOnlyCollection<string> groupIds, CancellationToken ct);
}
