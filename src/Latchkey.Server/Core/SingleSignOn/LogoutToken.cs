using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>Says to an app that a session has ended. OpenID Connect Back-Channel Logout 1.0 §2.4.</summary>
internal static class LogoutToken
{
    public const string Type = "logout+jwt";
    public const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>Long enough to be delivered and read, too short to be of use to whoever finds it in a log.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public static async Task<string> Write(AuthorizationServer server, App app, string userId, string sid, AppSignatures signatures, long now,
        CancellationToken ct)
    {
        var key = await signatures.ForIdToken(app, server, ct);
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Issuer, server.Issuer);
        json.WriteString(Claim.Subject, userId);
        json.WriteString(Claim.Audience, app.Id);
        json.WriteNumber(Claim.IssuedAt, now);
        json.WriteNumber(Claim.Expires, now + (long)Lifetime.TotalSeconds);
        json.WriteString(Claim.JwtId, "LT." + Secrets.New());
        json.WriteStartObject("events");
        json.WriteStartObject(Event);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString(Claim.SessionId, sid);
        json.WriteEndObject();
        return Jws.Sign(key, buffer.Written, Type);
    }
}
