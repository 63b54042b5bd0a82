using Latchkey.Protocol;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// The <c>resource</c> parameter. RFC 8707 §2: an authorization server of ours issues tokens for one audience, so that is the one it can name.
/// </summary>
internal static class ResourceIndicator
{
    public static void Require(Parameters parameters, AuthorizationServer server)
    {
        if (!parameters.IsSingle(Parameter.Resource))
            throw OAuthException.InvalidTarget("A token is for one resource: the 'resource' parameter must be given once.");
        if (parameters[Parameter.Resource] is { } resource && !Segments.Names(resource, server.Audience))
            throw OAuthException.InvalidTarget("The 'resource' parameter must be the audience of the authorization server.");
    }
}
