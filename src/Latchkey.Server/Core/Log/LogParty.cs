namespace Latchkey.Server.Core.Log;

/// <summary>Who did it, or to whom or what it was done.</summary>
internal sealed record LogParty(string Id, string Type, string? AlternateId, string? DisplayName)
{
    /// <summary>Somebody who gave a name that nobody has.</summary>
    public static readonly LogParty Unknown = new("unknown", "User", null, "unknown");

    /// <summary>Whether it is that person. Of an app never: its id is its client id, which somebody may have chosen.</summary>
    public bool IsUser(string id) => Type == "User" && Id == id;

    /// <summary>Nobody in particular: a job of the server.</summary>
    public static readonly LogParty Server = new("latchkey", "SystemPrincipal", null, "Latchkey");
}
