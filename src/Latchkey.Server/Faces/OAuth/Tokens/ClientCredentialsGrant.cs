using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>An app acting for itself. RFC 6749 §4.4, contract §2.2. From the org's own server it gets what the management API takes (contract §3.0).</summary>
internal sealed class ClientCredentialsGrant(AppScopes granted, TokenIssuer tokens, SystemLog log)
{
    private static readonly IReadOnlyList<string> OfPeople = [Scope.OpenId, Scope.Profile, Scope.Email, Scope.Address, Scope.Phone, Scope.OfflineAccess,
        Scope.DeviceSso];

    public async Task<TokenAnswer> Issue(TokenRequest request)
    {
        var (http, server, app, form) = request;
        if (app.Public) throw OAuthException.UnauthorizedClient("A public client cannot use the client_credentials grant.");
        if (server.IsOrgServer && app.AuthMethod != ClientAuthMethod.PrivateKeyJwt)
            throw OAuthException.InvalidClient(
                "Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.");

        var scopes = form.Words(Parameter.Scope);
        if (scopes.Count == 0) scopes = server.Scopes.Values.Where(scope => scope.Default).Select(scope => scope.Name).ToArray();
        if (scopes.Count == 0) throw OAuthException.InvalidScope("No scopes were requested.");
        var held = server.IsOrgServer ? await granted.Of(app, request.Aborted) : null;
        List<string>? unagreed = null;
        for (var i = 0; i < scopes.Count; i++)
        {
            var known = server.Scopes.TryGetValue(scopes[i], out var scope);
            if (!(held?.Contains(scopes[i]) ?? (known && !OfPeople.Contains(scopes[i]))))
                throw OAuthException.InvalidScope("One or more scopes are not configured for the authorization server resource.");
            if (known && scope!.Consent == ScopeConsent.Required) (unagreed ??= []).Add(scopes[i]);
        }
        // Nobody is there to agree; FLEXIBLE means that this is fine (contract §2.1, Consent).
        if (unagreed is not null) throw OAuthException.ConsentRequired(unagreed);

        var answer = new Granted
        {
            Server = server, App = app, Scopes = scopes, KeyThumbprint = request.KeyThumbprint, Http = http,
            Rule = GrantAllowance.RequireRule(server, app.Id, null, [], GrantType.ClientCredentials, scopes),
        };
        await log.Record(http.Org, http, TokenEvents.TokenGrant(answer, GrantType.ClientCredentials));
        return await tokens.Issue(answer, request.Aborted);
    }
}
