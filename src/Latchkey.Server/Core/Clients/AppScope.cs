namespace Latchkey.Server.Core.Clients;

public sealed record AppScope
{
    public required string Id { get; init; }
    public required string AppId { get; init; }
    public required string Scope { get; init; }
    /// <summary>The administrator, or the app that may grant.</summary>
    public required string GrantedBy { get; init; }
    public required string GrantedByType { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
