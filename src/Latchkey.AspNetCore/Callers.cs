using System.Security.Claims;
using Claim = System.Security.Claims.Claim;
using ClaimName = Latchkey.Protocol.Claim;

namespace Latchkey.AspNetCore;

/// <summary>The caller a token's claims describe, always the same way: claims keep their names, each scope is one <c>scp</c> claim.</summary>
internal static class Callers
{
    public static ClaimsPrincipal Of(LatchkeyOptions options, List<Claim> claims)
    {
        if (claims.FirstOrDefault(claim => claim.Type == "scope") is { } scopes && !claims.Exists(claim => claim.Type == ClaimName.Scopes))
            claims.AddRange(
                scopes.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(scope => new Claim(ClaimName.Scopes, scope, ClaimValueTypes.String, options.Issuer)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, LatchkeyDefaults.AuthenticationScheme, options.NameClaimType, options.RoleClaimType));
    }
}
