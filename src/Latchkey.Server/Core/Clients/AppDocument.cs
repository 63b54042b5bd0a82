using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// What a management request says of an app, checked and completed with the defaults of its type. Contract §3.1. What
/// this server does not do is refused, not stored: a setting that is kept looks like one that works.
/// </summary>
public static class AppDocument
{
    /// <summary>What a client said of itself when it registered, and nothing here reads.</summary>
    public const string Extras = "registration";

    public const int MaxUris = 200;

    /// <summary>Throws <see cref="ApiError"/>, naming each field and what is wrong with it.</summary>
    /// <param name="body">The request.</param>
    /// <param name="development">A development server's apps are on the developer's machine, without a certificate.</param>
    /// <param name="existing">The app it replaces, whose type stays and whose secret stays unless another is given.</param>
    public static AppSettings Read(JsonObject body, bool development, App? existing = null)
    {
        var label = body.Text("label")?.Trim() ?? "";
        if (label.Length is 0 or > 100) throw ApiError.Validation("label", "label: must have between 1 and 100 characters");
        if (body.Text("signOnMode") is { } mode && mode != "OPENID_CONNECT")
            throw ApiError.Validation("signOnMode", "signOnMode: only OPENID_CONNECT is supported");
        if (body.Text("name") is { } name && name != "oidc_client") throw ApiError.Validation("name", "name: only oidc_client is supported");

        var given = body.Object("settings")?.Object("oauthClient") ?? throw ApiError.Validation("settings.oauthClient", "settings.oauthClient: is required");
        var type = given.Text("application_type") ?? existing?.ApplicationType ?? "web";
        if (!AppPreset.ByType.TryGetValue(type, out var preset))
            throw ApiError.Validation("application_type", "application_type: must be native, web, browser or service");
        if (existing is not null && existing.ApplicationType != type) throw ApiError.Validation("application_type", "application_type: cannot be changed");

        var givenCredentials = body.Object("credentials")?.Object("oauthClient") ?? [];
        var method = givenCredentials.Text("token_endpoint_auth_method") ?? existing?.AuthMethod ?? preset.AuthMethod;
        // RFC 9700 §2.2.2: of a public client, whatever its type.
        if (method == ClientAuthMethod.None) preset = preset with { RotationType = "ROTATE" };
        var client = OAuthSettings.Read(given, type, preset, development, existing);
        var (credentials, secret) = ReadCredentials(client, givenCredentials, type, method, existing);
        return new(label, type, secret, new JsonObject
        {
            ["name"] = "oidc_client",
            ["label"] = label,
            ["signOnMode"] = "OPENID_CONNECT",
            ["features"] = new JsonArray(),
            ["accessibility"] = ReadAccessibility(body, development)
                ?? new JsonObject { ["selfService"] = false, ["errorRedirectUrl"] = null, ["loginRedirectUrl"] = null },
            ["visibility"] = Given(body, "visibility") ?? new JsonObject
            {
                ["autoLaunch"] = false,
                ["autoSubmitToolbar"] = false,
                ["hide"] = new JsonObject { ["iOS"] = true, ["web"] = true },
                ["appLinks"] = new JsonObject { ["oidc_client_link"] = true },
            },
            ["profile"] = Given(body, "profile"),
            [Extras] = existing?.Document[Extras]?.DeepClone(),
            ["credentials"] = new JsonObject
            {
                ["userNameTemplate"] = Given(body.Object("credentials") ?? [], "userNameTemplate")
                    ?? new JsonObject { ["template"] = "${source.login}", ["type"] = "BUILT_IN" },
                ["signing"] = new JsonObject(),
                ["oauthClient"] = credentials,
            },
            ["settings"] = new JsonObject
            {
                ["app"] = new JsonObject(),
                ["notifications"] = new JsonObject
                {
                    ["vpn"] = new JsonObject
                    {
                        ["network"] = new JsonObject { ["connection"] = "DISABLED" },
                        ["message"] = null, ["helpUrl"] = null
                    }
                },
                ["manualProvisioning"] = false,
                ["implicitAssignment"] = false,
                ["notes"] = Given(body.Object("settings")!, "notes") ?? new JsonObject { ["admin"] = null, ["enduser"] = null },
                ["oauthClient"] = client,
            },
        });
    }

    /// <summary>The id a request asks for; null: a fresh one.</summary>
    public static string? RequestedId(JsonObject body)
    {
        var id = body.Object("credentials")?.Object("oauthClient")?.Text("client_id");
        if (string.IsNullOrEmpty(id)) return null;
        return id.Length is >= 6 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id
            : throw ApiError.Validation("client_id", "client_id: must have between 6 and 100 letters, digits, '-', '_' or '.'");
    }

    private static (JsonObject, Secret?) ReadCredentials(JsonObject client, JsonObject given, string type, string method, App? existing)
    {
        if (!ClientAuthMethods.All.Contains(method))
            throw ApiError.Validation("token_endpoint_auth_method", $"token_endpoint_auth_method: must be one of {string.Join(", ", ClientAuthMethods.All)}");
        if (client["profile"]!.GetValue<string>() == AppProfile.Fapi2 && method != ClientAuthMethod.PrivateKeyJwt)
            throw ApiError.Validation("token_endpoint_auth_method",
                "token_endpoint_auth_method: an app with the profile fapi2 proves who it is with private_key_jwt");
        var isPublic = method == ClientAuthMethod.None;
        if (client["require_signed_request_object"]!.GetValue<bool>() && method is ClientAuthMethod.None or ClientAuthMethod.PrivateKeyJwt && !HasKeys(client))
            throw ApiError.Validation("jwks", "jwks: an app that must sign its requests registers its keys: give jwks or jwks_uri");
        if (isPublic && type == "service")
            throw ApiError.Validation("token_endpoint_auth_method", "token_endpoint_auth_method: a service app proves who it is, so it cannot be none");

        var pkce = given.Flag("pkce_required") ?? (isPublic || type is "native" or "browser");
        if (isPublic && !pkce) throw ApiError.Validation("pkce_required", "pkce_required: must be true for an app without a secret");

        var credentials = new JsonObject
        {
            ["autoKeyRotation"] = given.Flag("autoKeyRotation") ?? true, ["token_endpoint_auth_method"] = method,
            ["pkce_required"] = pkce
        };
        if (isPublic) return (credentials, null);
        if (method == ClientAuthMethod.PrivateKeyJwt)
        {
            if (!HasKeys(client))
                throw ApiError.Validation("jwks", "jwks: an app with private_key_jwt registers its keys: give jwks or jwks_uri");
            return (credentials, null);
        }

        return (credentials, ChosenSecret(given) ?? existing?.Secret ?? FreshSecret(method));
    }

    private static bool HasKeys(JsonObject client) => client["jwks"]?["keys"] is JsonArray { Count: > 0 } || client["jwks_uri"] is not null;

    /// <summary>The secret a request brings; null: it leaves it to us.</summary>
    public static Secret? ChosenSecret(JsonObject given)
    {
        if (given.Text("client_secret") is not { } chosen) return null;
        return chosen.Length is < 14 or > 100 || chosen.Any(c => c is <= ' ' or > '~')
            ? throw ApiError.Validation("client_secret", "client_secret: must have between 14 and 100 printable ASCII characters") : new Secret(chosen);
    }

    public static Secret FreshSecret(string method) => new(method == ClientAuthMethod.SecretJwt ? Secrets.ForHmac() : Secrets.New());

    private static JsonObject? ReadAccessibility(JsonObject body, bool development)
    {
        var given = body.Object("accessibility");
        foreach (var name in (ReadOnlySpan<string>)["errorRedirectUrl", "loginRedirectUrl"])
            if (given?.Text(name) is { Length: > 0 } address && RegisteredUris.AddressProblem(address, development) is { } problem)
                throw ApiError.Validation(name, $"{name}: {problem}");
        return given?.DeepClone().AsObject();
    }

    private static JsonNode? Given(JsonObject parent, string name) => parent.Object(name)?.DeepClone();
}
