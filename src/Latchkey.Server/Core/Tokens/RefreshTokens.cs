using Latchkey.Server.Core.Grants;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>Begins refresh families and writes the tokens of their generations.</summary>
internal sealed class RefreshTokens(RefreshFamilies families, MasterKey master, TimeProvider clock)
{
    /// <summary>The first token of a new family, stored with the commit that redeems the code.</summary>
    public async Task<string> Begin(Writing w, HttpContext http, Granted granted, string sessionId)
    {
        var key = RefreshToken.NewKey();
        var now = clock.Now;
        var rule = granted.Rule;
        var idle = TimeSpan.FromMinutes(rule.RefreshWindowMinutes);
        var family = new RefreshFamily
        {
            Id = granted.GrantId!, KeyHash = RefreshToken.KeyHash(key), OrgId = granted.Server.OrgId, ServerId = granted.Server.Id,
            ClientId = granted.App.Id, UserId = granted.User!.Id, SessionId = sessionId, GrantType = granted.GrantType, AppMark = granted.App.GrantsMark,
            Scope = string.Join(' ', granted.Scopes), Claims = granted.Claims.Stored,
            Amr = granted.Amr, Acr = granted.Acr, IdpId = granted.IdpId, AuthenticatedAt = granted.AuthenticatedAt!.Value, Device = DeviceOf(http),
            KeyThumbprint = granted.App.Public ? granted.KeyThumbprint : null,
            Generation = 1, RotatedAt = now, CreatedAt = now, LastUsedAt = now,
            IdleWindowMs = (long)idle.TotalMilliseconds, EndsAt = EndOf(granted, now), ExpiresAt = now,
        };
        await families.Insert(w, family with { ExpiresAt = RefreshFamilies.Bounded(family.ExpiresIfUsedAt(now)) });
        return RefreshToken.Write(master, key, 1);
    }

    private static DateTimeOffset? EndOf(Granted granted, DateTimeOffset now) =>
        granted.Rule.RefreshTokenMinutes == 0 ? null : now.AddMinutes(granted.Rule.RefreshTokenMinutes);

    private static string DeviceOf(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return agent.Length <= 300 ? agent : agent[..300];
    }
}
