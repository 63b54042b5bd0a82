namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>Which browser session an app was used in.</summary>
internal sealed record AppOfSession
{
    public required string SessionId { get; init; }
    public required string ClientId { get; init; }
}
