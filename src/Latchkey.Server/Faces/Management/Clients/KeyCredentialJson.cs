using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Certification;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>Keys that are held for an app as the management API answers them: the public half alone (RFC 7517 §4.7). Contract §3.1.</summary>
internal static class KeyCredentialJson
{
    public static JsonObject Of(KeyCredential key)
    {
        var jwk = JsonNode.Parse(key.PublicJwk)!;
        return new()
        {
            ["created"] = ApiJson.Date(key.CreatedAt),
            ["lastUpdated"] = ApiJson.Date(key.UpdatedAt),
            ["expiresAt"] = ApiJson.Date(key.ValidUntil),
            ["x5c"] = new JsonArray(key.Certificate),
            ["kid"] = key.Kid,
            ["kty"] = jwk["kty"]!.DeepClone(),
            ["use"] = "sig",
            ["x5t#S256"] = Base64UrlEncoder.Encode(SHA256.HashData(Convert.FromBase64String(key.Certificate!))),
            ["e"] = jwk["e"]!.DeepClone(),
            ["n"] = jwk["n"]!.DeepClone(),
        };
    }

    public static JsonObject OfRequest(KeyCredential key, App app, Org org) => new()
    {
        ["id"] = key.Kid,
        ["created"] = ApiJson.Date(key.CreatedAt),
        ["csr"] = key.Request,
        ["kty"] = "RSA",
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"apps/{app.Id}/credentials/csrs/{key.Kid}"),
            ["publish"] = Hal.To(org, $"apps/{app.Id}/credentials/csrs/{key.Kid}/lifecycle/publish", "POST"),
        },
    };
}
