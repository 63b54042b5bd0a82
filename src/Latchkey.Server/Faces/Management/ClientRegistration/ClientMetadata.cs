using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.ClientRegistration;

/// <summary>
/// An app in the words of RFC 7591 §2 and OpenID Connect Registration §2: the same app as the management API's, by other
/// names. What this server does not know is ignored, as the RFC asks; what would weaken an app if it were ignored is refused.
/// </summary>
public static class ClientMetadata
{
    /// <summary>Where an app keeps what only registration knows of it.</summary>
    public const string Extras = AppDocument.Extras;

    /// <summary>Members that are called the same in <c>settings.oauthClient</c>.</summary>
    private static readonly string[] Same =
    [
        "client_uri", "logo_uri", "policy_uri", "tos_uri", "redirect_uris", "post_logout_redirect_uris", "response_types", "grant_types", "application_type",
        "initiate_login_uri",
        "jwks", "jwks_uri", "subject_type", "id_token_signed_response_alg", "userinfo_signed_response_alg", "request_object_signing_alg", "request_uris",
        "authorization_signed_response_alg", "introspection_signed_response_alg", "require_signed_request_object",
        "frontchannel_logout_uri", "frontchannel_logout_session_required", "backchannel_logout_uri", "backchannel_logout_session_required", "participate_slo",
        "dpop_bound_access_tokens", "require_pushed_authorization_requests", "consent_method", "refresh_token", "profile",
    ];

    /// <summary>An app that asks for these would take an answer without them for a safer one than it is.</summary>
    private static readonly string[] NotDone =
    [
        "id_token_encrypted_response_alg", "id_token_encrypted_response_enc", "userinfo_encrypted_response_alg", "userinfo_encrypted_response_enc",
        "request_object_encryption_alg",
        "request_object_encryption_enc", "authorization_encrypted_response_alg", "authorization_encrypted_response_enc",
        "introspection_encrypted_response_alg", "introspection_encrypted_response_enc", "tls_client_certificate_bound_access_tokens",
    ];

    /// <summary>Throws <see cref="OAuthException"/> with RFC 7591 §3.2.2's codes.</summary>
    /// <param name="given">What the client says of itself; what it leaves out has its default (RFC 7592 §2.2: an update replaces all).</param>
    /// <param name="vouchedFor">An administrator says it. Otherwise people are asked for consent, and no grant goes without them.</param>
    /// <param name="development">As for <see cref="AppDocument.Read"/>.</param>
    /// <param name="existing">The app it replaces.</param>
    public static AppSettings Read(JsonObject given, bool vouchedFor, bool development, App? existing = null)
    {
        try
        {
            RefuseWhatIsNotDone(given);
            var document = Document(given, existing);
            if (!vouchedFor) Restrict(document, existing);
            // Whether a client that speaks for itself still is what an administrator made it, only the administrator changes.
            var settings = AppDocument.Read(document, development, existing) with { MayChoose = vouchedFor || existing is { ChoseElliptic: true } };
            settings.Document[Extras] = ReadExtras(given);
            return settings;
        }
        catch (ApiError refusal)
        {
            var field = refusal.Summary.Split(": ", 2)[^1];
            throw Refused(field == "redirect_uris" ? "invalid_redirect_uri" : "invalid_client_metadata",
                refusal.Causes.Count > 0 ? string.Join("; ", refusal.Causes) : refusal.Summary);
        }
    }

    public static OAuthException Refused(string error, string description) => OAuthException.Of(error, Parameters.Printable(description));

    public static JsonObject Of(App app, bool withSecret)
    {
        var client = app.Document["settings"]!["oauthClient"]!.AsObject();
        var answer = new JsonObject { ["client_id"] = app.Id };
        if (withSecret && app.Secret is { } secret) answer["client_secret"] = secret.Value;
        answer["client_id_issued_at"] = app.CreatedAt.ToUnixTimeSeconds();
        if (app.Secret is not null) answer["client_secret_expires_at"] = 0;
        answer["client_name"] = app.Label;
        foreach (var name in Same)
            if (client[name] is { } value) answer[name] = value.DeepClone();
        if (!app.IsFapi2) answer.Remove("profile");
        answer["id_token_signed_response_alg"] ??= "RS256";
        answer["token_endpoint_auth_method"] = app.AuthMethod;
        foreach (var (name, value) in app.Document[Extras]?.AsObject() ?? [])
            if (value is not null) answer[name] = value.DeepClone();
        return answer;
    }

    private static void RefuseWhatIsNotDone(JsonObject given)
    {
        if (given["software_statement"] is not null) throw Refused("unapproved_software_statement", "This server trusts nobody's software statements.");
        if (given.Text("sector_identifier_uri") is not null)
            throw ApiError.Validation("sector_identifier_uri", "sector_identifier_uri: people have one identifier for all apps here (subject_type public)");
        if (NotDone.FirstOrDefault(name => given[name] is { } value && !(value is JsonValue flag && flag.TryGetValue<bool>(out var on) && !on)) is { } name)
            throw ApiError.Validation(name, $"{name}: is not supported");
    }

    /// <summary>
    /// Threats of open registration (RFC 7591 §5): an app that would act for people without their doing, or for itself. What an administrator gave it
    /// since stays.
    /// </summary>
    private static void Restrict(JsonObject document, App? existing)
    {
        var client = document["settings"]!["oauthClient"]!.AsObject();
        var grants = client.Texts("grant_types") ?? [];
        if (grants.FirstOrDefault(grant => !AppReach.GrantsOfPeople.Contains(grant) && existing?.GrantTypes.Contains(grant) is not true) is { } grant)
            throw ApiError.Validation("grant_types", $"grant_types: {grant} is for clients an administrator registers");
        if (existing is null && client.Text("application_type") == "service")
            throw ApiError.Validation("application_type", "application_type: a service app is registered by an administrator");
        client["consent_method"] = existing is { AsksForConsent: false } ? "TRUSTED" : "REQUIRED";

        // RFC 9700 §2.2.2: a refresh token of a public client rotates, or is bound to its key.
        var isPublic = document["credentials"]!["oauthClient"]!["token_endpoint_auth_method"]!.GetValue<string>() == ClientAuthMethod.None;
        if (isPublic && client.Object("refresh_token")?.Text("rotation_type") == "STATIC"
            && existing is not { Public: true, DPoPRequired: false, Rotation.Rotates: false })
            client["dpop_bound_access_tokens"] = true;
    }

    private static JsonObject Document(JsonObject given, App? existing)
    {
        var type = given.Text("application_type") ?? existing?.ApplicationType ?? "web";
        var client = new JsonObject { ["consent_method"] = "REQUIRED" };
        foreach (var name in Same)
            if (given[name] is { } value) client[name] = value.DeepClone();
        client["application_type"] = type;
        client["grant_types"] ??= new JsonArray(type == "service" ? GrantType.ClientCredentials : GrantType.AuthorizationCode);

        var method = given.Text("token_endpoint_auth_method") ?? (type == "browser" ? ClientAuthMethod.None : ClientAuthMethod.Basic);
        var credentials = new JsonObject { ["token_endpoint_auth_method"] = method };
        var document = new JsonObject
        {
            ["label"] = given.Text("client_name") is { Length: > 0 } label ? label : existing?.Label ?? "Registered app",
            ["credentials"] = new JsonObject { ["oauthClient"] = credentials },
            ["settings"] = new JsonObject { ["oauthClient"] = client },
        };
        if (existing is null) return document;

        // What only administrators say of an app is none of the client's business.
        foreach (var name in (ReadOnlySpan<string>)["accessibility", "visibility", "profile"]) document[name] = existing.Document[name]?.DeepClone();
        document["settings"]!["notes"] = existing.Document["settings"]?["notes"]?.DeepClone();
        document["credentials"]!["userNameTemplate"] = existing.Document["credentials"]?["userNameTemplate"]?.DeepClone();
        credentials["pkce_required"] = existing.PkceRequired || method == ClientAuthMethod.None;
        return document;
    }

    private static JsonObject ReadExtras(JsonObject given)
    {
        var contacts = given.Texts("contacts");
        if (contacts is { Count: > 20 } || contacts?.Any(contact => contact.Length > 255) is true)
            throw ApiError.Validation("contacts", "contacts: at most 20, each of at most 255 characters");
        var maxAge = given.Number("default_max_age");
        if (maxAge < 0) throw ApiError.Validation("default_max_age", "default_max_age: must be a number of seconds");

        var extras = new JsonObject();
        if (contacts is not null) extras["contacts"] = ApiJson.List(contacts);
        if (maxAge is not null) extras["default_max_age"] = maxAge;
        if (given.Flag("require_auth_time") is { } always) extras["require_auth_time"] = always;        // every ID token of a person has one anyway
        foreach (var name in (ReadOnlySpan<string>)["software_id", "software_version"])
            if (given.Text(name) is { Length: > 0 and <= 255 } text) extras[name] = text;
        return extras;
    }
}
