namespace Latchkey.Server.Core.MailServers;

/// <summary>A row of email_servers, and the one place that turns it into an <see cref="EmailServer"/>.</summary>
internal sealed record EmailServerRow
{
    public const string Columns = "id, org_id, alias, host, port, username, sealed_password, enabled, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Alias { get; init; }
    public required string Host { get; init; }
    public required long Port { get; init; }
    public required string Username { get; init; }
    public required string SealedPassword { get; init; }
    public required bool Enabled { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public EmailServer ToServer() => new()
    {
        Id = Id, OrgId = OrgId, Alias = Alias, Host = Host, Port = (int)Port, Username = Username, SealedPassword = SealedPassword, Enabled = Enabled,
        CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
    };

    public override string ToString() => Id;
}
