using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Callers;

/// <summary>A token request of an app that has proven who it is and may use the grant it names. RFC 6749 §3.2.</summary>
internal sealed record TokenRequest(HttpContext Http, AuthorizationServer Server, App App, Parameters Form)
{
    /// <summary>The key the tokens are to be bound to: the app has just proven that it holds it. RFC 9449 §5.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>What was bound to a key earlier is given to its holder alone. RFC 9449 §5 and §10.</summary>
    public void RequireKey(string? boundTo, string refusal)
    {
        if (boundTo is null || boundTo == KeyThumbprint) return;
        throw KeyThumbprint is null ? DPoPProofs.Missing() : OAuthException.InvalidGrant(refusal);
    }

    public Org Org => Http.Org;
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A form holds secrets.</summary>
    public override string ToString() => $"token request of {App.Id}";
}
