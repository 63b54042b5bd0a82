using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.Tokens;

/// <summary>A token request of an app that has proven who it is and may use the grant it names. RFC 6749 §3.2.</summary>
public sealed record TokenRequest(HttpContext Http, AuthorizationServer Server, App App, Parameters Form)
{
    /// <summary>The key the tokens are to be bound to: the app has just proven that it holds it. RFC 9449 §5.</summary>
    public string? KeyThumbprint { get; init; }

    public Org Org => Http.Org;
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>A form holds secrets.</summary>
    public override string ToString() => $"token request of {App.Id}";
}
