namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>A session about to be stored, and the secret for its cookie.</summary>
internal sealed record NewSession(string Token, string? ReplacedToken, Session Session)
{
    public override string ToString() => $"new session {Session.Id}";
}
