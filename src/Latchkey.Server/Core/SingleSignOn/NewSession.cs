namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>A session about to be stored, and the secret for its cookie.</summary>
internal sealed record NewSession(string Token, string? ReplacedToken, Session Session)
{
    /// <summary>Of somebody for whom that provider vouched; null: nobody had to.</summary>
    public NewSession From(string? idpId) => this with { Session = Session with { IdpId = idpId } };

    public override string ToString() => $"new session {Session.Id}";
}
