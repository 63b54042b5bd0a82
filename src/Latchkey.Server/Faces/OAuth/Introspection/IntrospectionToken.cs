using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;
using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Faces.OAuth.Introspection;

/// <summary>
/// What is told of a token, signed and for one API alone. RFC 9701. It has neither a subject nor an end, so that nobody takes
/// it for the token itself (§8.1).
/// </summary>
internal static class IntrospectionToken
{
    public const string MediaType = "application/token-introspection+jwt";

    private const string Type = "token-introspection+jwt";

    /// <summary>Whether the caller names it, and likes nothing better. RFC 9701 §4.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return QualityOf(accepted, MediaType) is > 0 and var quality && quality >= QualityOf(accepted, "application/json");
    }

    public static string Write(IntrospectionResponse told, AuthorizationServer server, App asker, SigningKey key, long now)
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Issuer, server.Issuer);
        json.WriteString(Claim.Audience, asker.Id);
        json.WriteNumber(Claim.IssuedAt, now);
        json.WritePropertyName("token_introspection");
        JsonSerializer.Serialize(json, told, IntrospectionJson.Default.IntrospectionResponse);
        json.WriteEndObject();
        return Jws.Sign(key, buffer.Written, Type);
    }

    private static double QualityOf(IList<MediaTypeHeaderValue> accepted, string type) =>
        accepted.Where(one => one.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(one => one.Quality ?? 1).DefaultIfEmpty(0).Max();
}
