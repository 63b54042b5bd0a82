using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.ClientRegistration;

/// <summary>
/// An app in the words of RFC 7591 §2 and OpenID Connect Registration §2: the same app as the management API's, by other
/// names. What this server does not know is ignored, as the RFC asks; what would weaken an app if it were ignored is refused.
/// </summary>
internal static class ClientMetadata
{
    /// <summary>Members that are called the same in <c>settings.oauthClient</c>.</summary>
    private static readonly string[] Same =
    [
        "client_uri", "logo_uri", "policy_uri", "tos_uri", "redirect_uris", "post_logout_redirect_uris", "response_types", "grant_types", "application_type",
        "initiate_login_uri",
        "jwks", "jwks_uri", "subject_type", "id_token_signed_response_alg", "userinfo_signed_response_alg", "request_object_signing_alg", "request_uris",
        "authorization_signed_response_alg", "introspection_signed_response_alg", "require_signed_request_object",
        "frontchannel_logout_uri", "frontchannel_logout_session_required", "backchannel_logout_uri", "backchannel_logout_session_required", "participate_slo",
        "backchannel_token_delivery_mode",
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

    /// <param name="given">What the client says of itself; what it leaves out has its default (RFC 7592 §2.2: an update replaces all).</param>
    /// <param name="vouchedFor">An administrator says it. Otherwise people are asked for consent, and no grant goes without them.</param>
    /// <param name="development">As for <see cref="AppDraft.Of"/>.</param>
    /// <param name="existing">The app it replaces.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static AppDraft Read(JsonObject given, bool vouchedFor, bool development, App? existing = null)
    {
        var proposal = Proposal(given, existing);
        return AppDraft.Of(vouchedFor ? proposal : SelfRegistration.Restricted(proposal, existing), development, existing, vouchedFor);
    }

    private static AppProposal Proposal(JsonObject given, App? existing)
    {
        RefuseWhatIsNotDone(given);
        RequireHttpsToBegin(given, existing);
        return AppDocument.Read(Document(given, existing)) with
        {
            Extras = new AppExtras(
                given.Texts("contacts"), given.Number("default_max_age"), given.Flag("require_auth_time"), given.Text("software_id"),
                given.Text("software_version")),
        };
    }

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
        foreach (var (name, value) in app.Document[AppDocument.Extras]?.AsObject() ?? [])
            if (value is not null) answer[name] = value.DeepClone();
        return answer;
    }

    private static void RefuseWhatIsNotDone(JsonObject given)
    {
        if (given["software_statement"] is not null)
            throw OAuthException.Of("unapproved_software_statement", "This server trusts nobody's software statements.");
        if (given.Text("sector_identifier_uri") is not null)
            throw new RuleException("sector_identifier_uri", "people have one identifier for all apps here (subject_type public)");
        if (NotDone.FirstOrDefault(name => given[name] is { } value && !(value is JsonValue flag && flag.TryGetValue<bool>(out var on) && !on)) is { } name)
            throw new RuleException(name, "is not supported");
    }

    /// <summary>
    /// Also while developing, where the other addresses may be this machine's: OpenID Connect Registration §2 leaves no choice. What an administrator
    /// gave the app may be said again.
    /// </summary>
    private static void RequireHttpsToBegin(JsonObject given, App? existing)
    {
        const string field = "initiate_login_uri";
        if (given.Text(field) is not { Length: > 0 } address || address == existing?.Document["settings"]?["oauthClient"]?[field]?.GetValue<string>()) return;
        if (RegisteredUris.AddressProblem(address, development: false) is { } problem) throw new RuleException(field, problem);
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
}
