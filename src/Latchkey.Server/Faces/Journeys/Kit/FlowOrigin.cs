namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>Where a waiting sign-in came from, as its handle says it to everybody.</summary>
internal static class FlowOrigin
{
    /// <summary>Between what is sealed and what everybody may read.</summary>
    public const char Mark = '.';

    /// <summary>
    /// The app and the authorization server a handle is from, in any browser and at any time: who comes too late is told the
    /// way back. Everybody may read it, and anybody may have written it.
    /// </summary>
    public static (string ClientId, string ServerId)? Of(string? handle) =>
        handle?.Split(Mark) is [_, var clientId, var serverId] ? (clientId, serverId) : null;
}
