using System.Text;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.UserInfo;

/// <summary>GET and POST {issuer}/v1/userinfo. OpenID Connect Core §5.3, RFC 6750, RFC 9449 §7, contract §2.5.</summary>
internal static class UserInfoEndpoint
{
    public static async Task<IResult> Handle(HttpContext http, AuthorizationServers servers, PresentedTokens presented,
        Users users, Apps apps, CustomClaims customClaims, AppSignatures signatures)
    {
        var ct = http.RequestAborted;
        var server = await servers.Current(http);
        if (await presented.Require(http, server) is not { UserId: { } userId } read) throw OAuthException.InvalidToken("The access token is invalid");
        var app = (await apps.Find(server.OrgId, read.ClientId, ct))!;
        AppOrigins.Require(http, app);
        if (!read.Scopes.Contains(Scope.OpenId))
            throw OAuthException.InsufficientScope("The access token must provide access to at least one of these scopes - profile, email, address or phone");

        var user = await users.Find(server.OrgId, userId, ct);
        if (AccountGate.Refusal(user) is not null) throw OAuthException.InvalidToken("The access token is invalid");

        // OpenID Connect Core §5.3.2: signed for an app that registered it.
        var key = await signatures.ForUserInfo(app, server, ct);
        var custom = await customClaims.ForUserInfo(server, app, user!, read.Scopes, ct);
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Subject, user!.Id);
        StandardClaims.WriteAll(json, user, read.Scopes, read.UserInfoClaims);
        custom.Write(json);
        if (key is not null)
        {
            json.WriteString(Claim.Issuer, server.Issuer);
            json.WriteString(Claim.Audience, app.Id);
        }
        json.WriteEndObject();
        return key is null ? Results.Bytes(buffer.Written.ToArray(), "application/json")
            : Results.Bytes(Encoding.ASCII.GetBytes(Jws.Sign(key, buffer.Written)), "application/jwt");
    }
}
