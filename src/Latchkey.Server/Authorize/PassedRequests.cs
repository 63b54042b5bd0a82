using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>Requests whose parameters do not stand in the address: pushed beforehand. RFC 9126 §4, OpenID Connect Core §6.</summary>
public sealed class PassedRequests(PushedRequests pushed)
{
    /// <summary>The parameters that count.</summary>
    public async Task<Parameters> Expand(Parameters parameters, App app, AuthorizationServer server, CancellationToken ct)
    {
        if (!parameters.IsSingle(Parameter.RequestUri)) throw PushedRequests.Invalid();
        if (PushedRequests.IsOne(parameters[Parameter.RequestUri])) return await pushed.Require(parameters[Parameter.RequestUri]!, app, server, ct);

        // OpenID Connect Core §6.1: a request object that is not understood must be refused, never ignored.
        if (parameters.Has(Parameter.Request)) throw OAuthException.RequestNotSupported("The 'request' parameter is not supported.");
        if (parameters.Has(Parameter.RequestUri)) throw OAuthException.RequestUriNotSupported("The 'request_uri' parameter is not supported.");
        return parameters;
    }

    /// <summary>What may be answered once is used up together with the answer. False when another visit has had it.</summary>
    public async Task<bool> TryUse(Writing w, AuthorizeRequest request) => request.PushedAs is not { } requestUri || await pushed.TryUse(w, requestUri);
}
