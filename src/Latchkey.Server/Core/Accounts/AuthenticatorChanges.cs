using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Accounts;

/// <summary>People look after their own authenticators: each change is one commit with its line in the log. Contract §3.2, "factors".</summary>
public sealed class AuthenticatorChanges(LoggedWrites writes, Factors factors, AccountNotices notices)
{
    private const int LongestName = 50;

    /// <summary>False when it is gone.</summary>
    /// <exception cref="RuleException">It is no name.</exception>
    public async Task<bool> Name(Doing doing, User user, Factor factor, string? name)
    {
        var called = TextRules.Name(name, LongestName);
        if (called.Any(char.IsControl)) throw new RuleException("name", "must not have control characters");
        return await writes.Write(doing, FactorEvents.Renamed, writing => factors.TryName(writing, factor, called), user.Party, FactorEvents.Of(factor));
    }

    /// <summary>The person is told by mail. False when it was gone: of two racing uses one removes it.</summary>
    public async Task<bool> Remove(Doing doing, User user, Factor factor)
    {
        var tell = await notices.FactorRemoved(doing.Org, user, doing.Aborted);
        return await writes.Write(doing, FactorEvents.Deactivated, async writing =>
        {
            if (!await factors.TryDelete(writing, factor)) return false;
            await tell(writing);
            return true;
        }, user.Party, FactorEvents.Of(factor));
    }
}
