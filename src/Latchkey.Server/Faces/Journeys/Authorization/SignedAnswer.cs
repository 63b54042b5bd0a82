using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>An authorization response as one JWT, an error like any other: whoever it is for, and nobody else, can tell that it is ours. JARM §2.</summary>
/// <param name="app">Whom it is for.</param>
/// <param name="server">Whose it is.</param>
/// <param name="values">What it says.</param>
/// <param name="send">Puts the JWT on its way.</param>
internal sealed class SignedAnswer(App app, AuthorizationServer server, IReadOnlyList<KeyValuePair<string, string>> values, Func<string, IResult> send)
    : IResult
{
    /// <summary>JARM §2.1: no more than ten minutes.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var key = await services.GetRequiredService<AppSignatures>().ForAnswer(app, server, httpContext.RequestAborted);
        await send(Write(key, services.GetRequiredService<TimeProvider>().Seconds)).ExecuteAsync(httpContext);
    }

    private string Write(SigningKey key, long now)
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Issuer, server.Issuer);
        json.WriteString(Claim.Audience, app.Id);
        json.WriteNumber(Claim.Expires, now + (long)Lifetime.TotalSeconds);
        foreach (var (name, value) in values) json.WriteString(name, value);
        json.WriteEndObject();
        return Jws.Sign(key, buffer.Written);
    }
}
