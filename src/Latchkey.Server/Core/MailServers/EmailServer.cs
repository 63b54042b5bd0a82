using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.MailServers;

/// <summary>A mail server of an org's own. Contract §3.8, mail servers.</summary>
internal sealed record EmailServer
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Alias { get; init; }
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required string Username { get; init; }
    public required string SealedPassword { get; init; }
    /// <summary>The org's mail goes out by it.</summary>
    public required bool Enabled { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public LogParty Party => new(Id, "EmailServer", null, Alias);

    public override string ToString() => Id;
}
