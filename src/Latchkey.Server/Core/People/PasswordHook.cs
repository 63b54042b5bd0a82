using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.People;

/// <summary>
/// Asks where somebody's password still is, once: what proves right there is theirs here from then on. Contract §3.2, "import"; §3.11, passwords.
/// </summary>
internal sealed class PasswordHook(InlineHooks hooks, InlineHookCalls calls)
{
    /// <summary>Stored in the place of a hash, while the password is elsewhere.</summary>
    public const string Elsewhere = "$elsewhere$";

    private const string Verified = "VERIFIED", Unverified = "UNVERIFIED";

    public static bool IsAsked(User user) => user.PasswordHash == Elsewhere;

    /// <summary>Whether it is theirs; null: nobody says.</summary>
    /// <param name="org">Whose hook.</param>
    /// <param name="user">Who signs in.</param>
    /// <param name="typed">As they typed it: that is what the hook is for.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<bool?> IsRight(Org org, User user, string typed, CancellationToken ct)
    {
        if (await hooks.FirstOf(org.Id, InlineHookType.Password, ct) is not { } hook) return null;
        var data = new JsonObject
        {
            ["context"] = new JsonObject { ["credential"] = new JsonObject { ["username"] = user.Login, ["password"] = typed } },
            ["action"] = new JsonObject { ["credential"] = Unverified },
        };
        return await calls.Ask(org, hook, new($"{org.Url}/api/v1/inlineHooks/{hook.Id}", data), ct) switch
        {
            HookAnswer.Said(var said) => HookAnswer.Actions(said, "credential").Contains(Verified),
            HookAnswer.Failed => null,
            _ => false,
        };
    }
}
