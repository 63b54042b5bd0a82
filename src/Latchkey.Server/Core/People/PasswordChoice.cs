using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>
/// Whether somebody may have a password, by the policy that is theirs. Every door at which one is chosen asks here. Contract §3.9, PASSWORD.
/// </summary>
internal sealed class PasswordChoice(IPasswordRulebook rulebook, PasswordHistory history, TimeProvider clock)
{
    /// <summary>What is asked of theirs.</summary>
    public ValueTask<PasswordSettings> Of(User user, CancellationToken ct) => rulebook.Of(user, ct);

    /// <inheritdoc cref="IPasswordRulebook.OfNew"/>
    public ValueTask<PasswordSettings> OfNew(Org org, IReadOnlyCollection<string> groupIds, CancellationToken ct) => rulebook.OfNew(org.Id, groupIds, ct);

    /// <summary>Every rule that it breaks for a person who chooses it themselves; empty when it will do.</summary>
    public async Task<IReadOnlyList<PasswordRule>> Broken(Org org, User user, string chosen, CancellationToken ct)
    {
        var settings = await Of(user, ct);
        if (PasswordPolicy.Broken(settings, chosen, user.Profile, org) is { Count: > 0 } broken) return broken;
        return await history.Has(user, chosen, settings.History, ct) ? [PasswordRule.Used] : [];
    }

    /// <summary>The same for the caller of a program; null when it will do.</summary>
    public async Task<string?> Violation(Org org, User user, string chosen, CancellationToken ct) =>
        PasswordPolicy.Said(await Of(user, ct), await Broken(org, user, chosen, ct));

    /// <summary>For whoever sets somebody else's: what they had before does not matter then.</summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public async Task Require(Org org, JsonObject profile, User? user, IReadOnlyCollection<string> groupIds, string chosen, CancellationToken ct)
    {
        var settings = user is null ? await OfNew(org, groupIds, ct) : await Of(user, ct);
        if (PasswordPolicy.Said(settings, PasswordPolicy.Broken(settings, chosen, profile, org)) is { } violation)
            throw new RuleException("password", violation);
    }

    /// <summary>They chose the one they have so short a time ago that they may not choose another.</summary>
    public async Task<bool> IsTooSoon(User user, CancellationToken ct) => await Of(user, ct) is { MinAgeMinutes: > 0 and var minutes }
        && user.PasswordChangedAt is { } at && clock.Now - at < TimeSpan.FromMinutes(minutes);

    /// <summary>The one they have has had its time, or an administrator says so: it is good for choosing the next one.</summary>
    public async Task<bool> HasEnded(User user, CancellationToken ct) => user.StatusAt(clock.Now) switch
    {
        UserStatus.PasswordExpired => true,
        UserStatus.Active => IsOld(await Of(user, ct), user, clock.Now),
        _ => false,
    };

    /// <summary>By its age.</summary>
    public static bool IsOld(PasswordSettings settings, User user, DateTimeOffset now) => settings.MaxAgeDays > 0
        && user.PasswordChangedAt is { } at && now - at > TimeSpan.FromDays(settings.MaxAgeDays);

    /// <summary>When it will have had its time, where that is so soon that its owner is reminded; null: it is not.</summary>
    public static DateTimeOffset? EndsSoon(PasswordSettings settings, User user, DateTimeOffset now) =>
        settings is { MaxAgeDays: > 0, WarnDays: > 0 } && user.PasswordChangedAt is { } at && at + TimeSpan.FromDays(settings.MaxAgeDays) is var end
            && end >= now && end - now <= TimeSpan.FromDays(settings.WarnDays) ? end : null;
}
