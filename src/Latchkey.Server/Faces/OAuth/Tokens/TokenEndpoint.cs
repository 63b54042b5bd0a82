using Latchkey.Protocol;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>POST {issuer}/v1/token. RFC 6749 §3.2, contract §2.2.</summary>
internal static class TokenEndpoint
{
    /// <summary>The grants that <see cref="TokenGrants"/> serves; discovery lists those of them that are registered.</summary>
    public static readonly IReadOnlyList<string> Grants = GrantKind.Named(grant => grant.AtTokenEndpoint);

    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, ClientAuthentication authentication, DPoPProofs proofs,
        TokenGrants grants)
    {
        var server = await servers.Current(http);
        var form = await Read(http.Request);
        var app = await authentication.Authenticate(http, form);
        AppOrigins.Require(http, app);

        var grant = form[Parameter.GrantType]
            ?? throw OAuthException.InvalidRequest($"The token request must specify a 'grant_type'. Valid values: [{string.Join(", ", Grants)}].");
        if (!Grants.Contains(grant))
            throw OAuthException.UnsupportedGrantType(
                $"The authorization grant type is not supported by the authorization server. Configured grant types: [{string.Join(", ", Grants)}].");
        if (!app.GrantTypes.Contains(grant))
            throw OAuthException.UnauthorizedClient(
                $"The client is not authorized to use the provided grant type. Configured grant types: [{string.Join(", ", app.GrantTypes)}].");
        ResourceIndicator.Require(form, server);

        var request = new TokenRequest(http, server, app, form) { KeyThumbprint = await proofs.ThumbprintForTokens(http, app) };
        http.Features.Set(request);
        return JsonAnswer.Of((await grants.Answer(grant, request)).Write);
    }

    /// <summary>
    /// Okta's Go SDK (and Terraform) says all of a service's request in the address, its Python 2.x all but the assertion:
    /// read there for a grant that takes nothing but an assertion, which ends within the hour and counts once.
    /// </summary>
    private static ValueTask<Parameters> Read(HttpRequest request) =>
        HiddenQuery.Of(request.HttpContext).Length == 0 ? Parameters.Form(request) : ReadBoth(request);

    private static async ValueTask<Parameters> ReadBoth(HttpRequest request)
    {
        var whole = await Parameters.Form(request,
            Parameter.ClientId, Parameter.GrantType, Parameter.Scope, Parameter.ClientAssertionType, Parameter.ClientAssertion);
        return whole[Parameter.GrantType] == GrantType.ClientCredentials && whole.Has(Parameter.ClientAssertion) ? whole
            : await Parameters.Form(request, Parameter.ClientId);
    }
}
