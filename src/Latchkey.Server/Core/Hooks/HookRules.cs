using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What hooks of both kinds and their keys have in common.</summary>
internal static class HookRules
{
    public const int LongestName = 255;

    /// <summary>Whoever counts or names hooks of an org comes one after the other.</summary>
    public static Task TakeTurn(Turns turns, Writing writing, string orgId) => turns.Take(writing, $"hooks {orgId}");

    public static string StatusOf(bool active) => active ? "ACTIVE" : "INACTIVE";
}
