using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>
/// RFC 6749 §6, contract §2.4, decision 0006. The current generation advances the family, once. One before it again may be
/// a client that never got its answer: it gets the successor that is there. Anything else is theft and ends this family alone.
/// </summary>
internal sealed class RefreshTokenGrant(RefreshFamilies families, GrantAllowance allowance, DeviceSecrets deviceSecrets, TokenIssuer tokens,
    GrantRevocation grants, MasterKey master, Belonging belonging, SystemLog log, TimeProvider clock)
{
    /// <summary>Okta's clients compare this text (contract §2.2).</summary>
    public const string Invalid = "The refresh token is invalid or expired.";

    public async Task<TokenAnswer> Refresh(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        if (!RefreshToken.TryRead(master, form.Required(Parameter.RefreshToken), out var key, out var generation))
        {
            await belonging.RequireKey(ct);
            throw OAuthException.InvalidGrant(Invalid, "not a token of ours");
        }
        if (await families.Find(key, ct) is not { } family) throw OAuthException.InvalidGrant(Invalid, "unknown family");
        if (family.OrgId != server.OrgId || family.ServerId != server.Id || family.ClientId != app.Id)
            throw OAuthException.InvalidGrant(Invalid, "of another client or authorization server");
        if (family.RevokedAt is not null || family.ExpiresAt <= clock.Now) throw OAuthException.InvalidGrant(Invalid, family.RevokedBecause ?? "expired");
        // Whoever stole the token alone learns nothing here and ends nothing.
        request.RequireKey(family.KeyThumbprint, "Invalid DPoP Public Key binding in refresh token");

        var granted = family.Scope.Split(' ');
        var (user, rule) = await allowance.RequireStillAllowed(server, app, family.UserId, family.GrantType, granted, ct);
        // A client that nobody vouches for has what a person agreed to, and nothing from before they were asked.
        if (!app.VouchedFor && !await allowance.HasAgreed(server, app, user.Id, granted, ct)) throw OAuthException.InvalidGrant(Invalid, "nobody agreed to it");
        var scopes = Narrowed(form, granted);

        var current = await Advance(http, app, family, key, generation, ct);
        var answer = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = scopes, IdTokenScopes = granted, GrantId = family.Id,
            AuthenticatedAt = family.AuthenticatedAt, Amr = family.Amr, Acr = family.Acr, SessionId = family.SessionId, GrantType = family.GrantType,
            IdpId = family.IdpId, Generation = current, Device = scopes.Contains(Scope.DeviceSso) ? await deviceSecrets.OfGrant(family.Id, ct) : null,
            KeyThumbprint = request.KeyThumbprint, Http = http, Claims = RequestedClaims.Restore(family.Claims),
        };
        await log.Record(http.Org, http, TokenEvents.TokenGrant(answer, GrantType.RefreshToken));
        return await tokens.Issue(answer, ct) with { RefreshToken = RefreshToken.Write(master, key, current) };
    }

    /// <summary>The generation to hand out. Durable before it is returned.</summary>
    private async Task<int> Advance(HttpContext http, App app, RefreshFamily family, byte[] key, int presented, CancellationToken ct)
    {
        if (!app.Rotation.Rotates && presented == family.Generation)
        {
            await families.Touch(family, ct);
            return presented;
        }

        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (presented >= family.Generation && await families.TryAdvance(family, presented, app.Rotation.ForTabs, ct)) return presented + 1;

            // Another request was faster, or this is a repeat: what the family says now decides.
            family = await families.Find(key, ct) ?? throw OAuthException.InvalidGrant(Invalid, "ended meanwhile");
            if (family.RevokedAt is not null || family.ExpiresAt <= clock.Now) throw OAuthException.InvalidGrant(Invalid, family.RevokedBecause ?? "expired");
            if (presented < family.Generation) break;
        }
        if (family.MayRepeat(presented, app.Rotation.ForTabs, clock.Now))
        {
            await log.Record(http.Org, http, TokenEvents.Repeated(app, family.UserId, family.Id));
            return family.Generation;
        }

        await grants.Revoke(family.OrgId, family.Id, "refresh token used twice", ct);
        await log.Record(
            http.Org, http, TokenEvents.Reuse(family.UserId, family.ClientId, family.Id, $"generation {presented} presented, {family.Generation} is current"));
        throw OAuthException.InvalidGrant(Invalid, "reuse detected, family revoked");
    }

    private static IReadOnlyList<string> Narrowed(Parameters form, IReadOnlyList<string> granted)
    {
        var asked = form.Words(Parameter.Scope);
        if (asked.Count == 0) return granted;
        var beyond = asked.Except(granted).ToArray();
        return beyond.Length == 0 ? asked : throw OAuthException.AccessDenied(
            "Some of the scopes requested for the refresh request were not granted in the original authorize request. Denied scopes: "
                + $"[{string.Join(", ", beyond.Select(Parameters.Printable))}].");
    }
}
