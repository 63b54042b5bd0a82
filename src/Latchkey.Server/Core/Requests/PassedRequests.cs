using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// Requests whose parameters do not stand in the address: pushed beforehand (RFC 9126), or in a JWT the app has signed, by
/// value or by reference (RFC 9101, OpenID Connect Core §6).
/// </summary>
internal sealed class PassedRequests(PushedRequests pushed, RequestObjects objects)
{
    /// <summary>
    /// The parameters that count. In them <c>request_uri</c> only ever is one that was pushed, and <c>request</c> the id of
    /// a request object that has been read: what the answer will use up.
    /// </summary>
    public async Task<Parameters> Expand(Parameters sent, App app, AuthorizationServer server, CancellationToken ct)
    {
        var parameters = await Find(sent, app, server, ct);
        // RFC 9101 §10.5. Also of a request that was pushed before the app was told to sign them.
        return !app.SignedRequestsRequired || parameters.Has(Parameter.Request) ? parameters
            : throw OAuthException.InvalidRequest("The client must sign its authorization request and send it as the 'request' parameter.");
    }

    private async Task<Parameters> Find(Parameters sent, App app, AuthorizationServer server, CancellationToken ct)
    {
        if (!sent.IsSingle(Parameter.RequestUri)) throw PushedRequests.Invalid();
        if (!sent.IsSingle(Parameter.Request)) throw OAuthException.InvalidRequest("The 'request' parameter must be given once.");
        if (sent.Has(Parameter.Request) && sent.Has(Parameter.RequestUri))
            throw OAuthException.InvalidRequest("The 'request' and 'request_uri' parameters cannot be used together.");

        if (sent[Parameter.RequestUri] is { } requestUri)
            return PushedRequests.IsOne(requestUri) ? await pushed.Require(requestUri, app, server, ct)
                : await objects.Fetch(requestUri, sent, app, server, ct);
        return sent[Parameter.Request] is { } request ? await objects.Open(request, sent, app, server, ct) : sent;
    }

    /// <summary>RFC 9126 §6, FAPI 2.0 Security Profile §5.3.2.2.</summary>
    public static void RequirePushed(Parameters parameters, App app)
    {
        if ((app.PushedRequestsRequired || app.IsFapi2) && !parameters.Has(Parameter.RequestUri))
            throw OAuthException.InvalidRequest("The client must push its authorization request and send its 'request_uri'.");
    }

    /// <summary>What may be answered once is used up together with the answer. False when another visit has had it.</summary>
    public async Task<bool> TryUse(Writing w, AuthorizeRequest request) =>
        (request.PushedAs is not { } requestUri || await pushed.TryUse(w, requestUri))
            && (request.ObjectId is not { } id || await objects.TryUse(w, request.App, id));
}
