namespace Latchkey.Server.Core.Administration;

/// <summary>What a request would look at or change.</summary>
/// <param name="Kind">USER, GROUP, APP, AUTHORIZATION_SERVER; empty: nothing in particular.</param>
/// <param name="Id">Of a person their login will do as well.</param>
internal sealed record AdminTarget(string Kind, string Id)
{
    /// <summary>Lists, and what is about the org.</summary>
    public static readonly AdminTarget None = new("", "");

    /// <summary>What the body of the request names: the change itself asks.</summary>
    public static readonly AdminTarget Elsewhere = new("ELSEWHERE", "");
}
