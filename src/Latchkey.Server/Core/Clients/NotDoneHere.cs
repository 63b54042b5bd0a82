using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// Members of an app that Okta has and this server does nothing for. Who says one and is answered as if it were so would take the app for safer, or
/// for more people's, than it is. Contract §3.1.
/// </summary>
internal static class NotDoneHere
{
    /// <summary>Okta's word for every place.</summary>
    public const string Anywhere = "ANYWHERE";

    /// <summary>Of <c>settings.oauthClient</c>: each is fine while it is empty.</summary>
    private static readonly string[] OfClient =
    [
        "id_token_encrypted_response_alg", "id_token_encrypted_response_enc", "userinfo_encrypted_response_alg", "userinfo_encrypted_response_enc",
        "request_object_encryption_alg", "request_object_encryption_enc", "authorization_encrypted_response_alg", "authorization_encrypted_response_enc",
        "introspection_encrypted_response_alg", "introspection_encrypted_response_enc", "sector_identifier_uri",
    ];

    /// <param name="document">The app as it is given.</param>
    /// <param name="settings">Its settings.</param>
    /// <exception cref="RuleException">Something in it is of another type.</exception>
    public static IEnumerable<BrokenRule> Of(JsonObject document, JsonObject settings)
    {
        var client = settings.Object("oauthClient") ?? [];
        foreach (var name in OfClient)
            if (!IsEmpty(client[name])) yield return Not(name);
        if (client.Object("network")?.Text("connection") is { } network && !Is(network, Anywhere))
            yield return Not("network.connection", $"must be {Anywhere}: an app is not bound to network zones here; a rule of its policy may be");
        if (client.Flag("tls_client_certificate_bound_access_tokens") is true) yield return Not("tls_client_certificate_bound_access_tokens");
        if (settings.Flag("implicitAssignment") is true)
            yield return Not("implicitAssignment", "must be false: assign the group Everyone to the app instead");
        if (settings.Flag("manualProvisioning") is true) yield return Not("manualProvisioning");
        if (settings.Object("notifications")?.Object("vpn")?.Object("network")?.Text("connection") is { } vpn && !Is(vpn, "DISABLED"))
            yield return Not("notifications.vpn.network.connection", "must be DISABLED: there is no such notice here");
        if (document.Text("signOnMode") != Bookmark.Mode && settings.Object("app") is { Count: > 0 })
            yield return Not("settings.app", "must be empty: an OpenID Connect app has no such settings");
    }

    private static BrokenRule Not(string field, string reason = "must be left out: it would have no effect here") => new(field, reason);

    /// <summary>Okta's words are taken in any case.</summary>
    private static bool Is(string given, string word) => given.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsEmpty(JsonNode? value) => value is null || (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length == 0);
}
