using System.Diagnostics;
using Latchkey.Protocol;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Faces.OAuth.Decoupled;
using Latchkey.Server.Faces.OAuth.Exchange;

namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>Each grant and what answers it.</summary>
internal sealed class TokenGrants(AuthorizationCodeGrant code, RefreshTokenGrant refresh, ClientCredentialsGrant clientCredentials, JwtBearerGrant jwtBearer,
    PasswordGrant password, DecoupledGrant decoupled, TokenExchangeGrant exchange)
{
    public Task<TokenAnswer> Answer(string grant, TokenRequest request) => grant switch
    {
        GrantType.AuthorizationCode or GrantType.InteractionCode => code.Redeem(grant, request),
        GrantType.RefreshToken => refresh.Refresh(request),
        GrantType.JwtBearer => jwtBearer.Issue(request),
        GrantType.Password => password.Issue(request),
        GrantType.DeviceCode => decoupled.RedeemDevice(request),
        GrantType.Ciba => decoupled.RedeemCiba(request),
        GrantType.TokenExchange => exchange.Exchange(request),
        GrantType.ClientCredentials => clientCredentials.Issue(request),
        _ => throw new UnreachableException($"The grant {grant} is listed, and nothing here redeems it."),
    };
}
