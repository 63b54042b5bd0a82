using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// One of the public keys that an app registered, with what is kept beside it. Contract §3.1, <c>/credentials/jwks</c>. Its id is its thumbprint
/// (RFC 7638), so none is there twice.
/// </summary>
internal sealed record RegisteredKey(JsonObject Json)
{
    public string Id => PublicKey.ThumbprintOf(JsonSerializer.SerializeToElement(Json));

    public bool Active => Json.Text(ClientKeys.Status) != ClientKeys.Inactive;

    /// <summary>All of an app; none where it publishes them itself.</summary>
    public static IReadOnlyList<RegisteredKey> Of(App app) => Of(app.Document);

    /// <summary>Of an app's document.</summary>
    internal static IReadOnlyList<RegisteredKey> Of(JsonObject document) =>
        document["settings"]!["oauthClient"]!["jwks"]?["keys"] is JsonArray keys ? [.. keys.OfType<JsonObject>().Select(key => new RegisteredKey(key))] : [];

    public override string ToString() => $"key {Id}";
}
