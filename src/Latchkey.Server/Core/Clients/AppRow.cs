using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Clients;

/// <summary>A row of apps, and the one place that turns it, its document and its secret into an <see cref="App"/>.</summary>
internal sealed record AppRow
{
    public const string Columns = """
        id, org_id, label, status, application_type, sealed_secret, registered_by, system_name, document, grants_mark, elliptic, access_policy_id,
        enrollment_policy_id, created_at, updated_at
        """;
    public const string SecretPurpose = "client-secret";
    public static readonly SealedColumn Sealed = new(SecretPurpose, "apps", "id", "sealed_secret");

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Label { get; init; }
    public required string Status { get; init; }
    public required string ApplicationType { get; init; }
    public string? SealedSecret { get; init; }
    public string? RegisteredBy { get; init; }
    public string? SystemName { get; init; }
    public required string Document { get; init; }
    public string GrantsMark { get; init; } = "";
    public required bool Elliptic { get; init; }
    public string? AccessPolicyId { get; init; }
    public string? EnrollmentPolicyId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public App ToApp(Seal seal)
    {
        var document = (JsonObject)JsonNode.Parse(Document)!;
        var isClient = ApplicationType != Bookmark.Type;
        var credentials = isClient ? (JsonObject)document["credentials"]!["oauthClient"]! : [];
        var client = ClientOf(document);
        var secrets = SealedSecret is null ? [] : AppSecret.Read(seal.Open(SecretPurpose, SealedSecret, Id));
        var inUse = secrets.Where(secret => secret.Active).Select(secret => new Secret(secret.Value)).ToArray();
        return new()
        {
            Id = Id,
            OrgId = OrgId,
            Label = Label,
            Active = Status == Apps.ActiveStatus,
            ApplicationType = ApplicationType,
            AuthMethod = isClient ? credentials["token_endpoint_auth_method"]!.GetValue<string>() : ClientAuthMethod.None,
            PkceRequired = !isClient || credentials["pkce_required"]!.GetValue<bool>(),
            Secret = inUse.Length == 0 ? null : inUse[^1],
            Secrets = inUse,
            AllSecrets = secrets,
            GrantTypes = GrantTypesOf(document),
            ResponseTypes = Texts(client["response_types"]).SelectMany(type => type.Split(' ')).ToHashSet(StringComparer.Ordinal),
            RedirectUris = Texts(client["redirect_uris"]),
            PostLogoutRedirectUris = Texts(client["post_logout_redirect_uris"]),
            Rotation = RotationOf(client["refresh_token"]),
            IdTokenAlgorithm = Text(client["id_token_signed_response_alg"]),
            SigningKid = Text(document["credentials"]?["signing"]?["kid"]),
            UserInfoAlgorithm = Text(client["userinfo_signed_response_alg"]),
            AnswerAlgorithm = Text(client["authorization_signed_response_alg"]),
            IntrospectionAlgorithm = Text(client["introspection_signed_response_alg"]),
            ChoseElliptic = Elliptic,
            Jwks = client["jwks"]?.ToJsonString(),
            JwksUri = Text(client["jwks_uri"]),
            RequestObjectAlgorithm = Text(client["request_object_signing_alg"]),
            RequestUris = Texts(client["request_uris"]),
            PushedRequestsRequired = Flag(client["require_pushed_authorization_requests"]),
            SignedRequestsRequired = Flag(client["require_signed_request_object"]),
            DPoPRequired = Flag(client["dpop_bound_access_tokens"]),
            IsFapi2 = Text(client["profile"]) == AppProfile.Fapi2,
            AsksForConsent = AsksForConsent(document),
            RegisteredBy = RegisteredBy,
            SystemName = SystemName,
            DefaultMaxAge = document[AppDocument.Extras]?["default_max_age"] is { } seconds ? TimeSpan.FromSeconds(seconds.GetValue<int>()) : null,
            BackchannelLogout = NoticeOf(client, "backchannel_logout"),
            FrontchannelLogout = Flag(client["participate_slo"]) ? NoticeOf(client, "frontchannel_logout") : null,
            GroupsClaim = AppGroupsClaim.Of(client["groups_claim"]),
            Phones = PhonePrograms.Read(document["settings"]?[PhonePrograms.Name] as JsonObject) ?? PhonePrograms.None,
            BrandId = Text(document["settings"]?[AppDraft.Brand]),
            Document = document,
            GrantsMark = GrantsMark,
            AccessPolicyId = AccessPolicyId,
            EnrollmentPolicyId = EnrollmentPolicyId,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }

    public static bool AsksForConsent(JsonObject document) => Text(ClientOf(document)["consent_method"]) == "REQUIRED";

    public static HashSet<string> GrantTypesOf(JsonObject document) => Texts(ClientOf(document)["grant_types"]).ToHashSet(StringComparer.Ordinal);

    /// <summary>Nothing of a bookmark, which is no client.</summary>
    private static JsonObject ClientOf(JsonObject document) => document["settings"]!["oauthClient"] as JsonObject ?? [];

    private static RefreshRotation RotationOf(JsonNode? refresh) => new(
        Rotates: refresh?["rotation_type"]?.GetValue<string>() == "ROTATE",
        Leeway: refresh?["leeway"] is { } seconds ? TimeSpan.FromSeconds(seconds.GetValue<int>()) : null);

    private static LogoutNotice? NoticeOf(JsonObject client, string kind) =>
        Text(client[$"{kind}_uri"]) is { } uri ? new(uri, Flag(client[$"{kind}_session_required"])) : null;

    private static string? Text(JsonNode? value) => value?.GetValue<string>();

    private static bool Flag(JsonNode? value) => value?.GetValue<bool>() ?? false;

    private static List<string> Texts(JsonNode? list) => list is JsonArray array ? [.. array.Select(item => item!.GetValue<string>())] : [];
}
