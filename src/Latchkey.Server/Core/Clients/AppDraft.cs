using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// What an app is to be, complete with the defaults of its type, and satisfies the rules of one. Contract §3.1. What this
/// server does not do is refused, not stored: a setting that is kept looks like one that works.
/// </summary>
internal sealed record AppDraft
{
    private const int LongestLabel = 100;
    private const string OpenId = "OPENID_CONNECT";
    private const string Oidc = "oidc_client";

    /// <summary>Ours, beside Okta's settings: <c>settings.brandId</c>.</summary>
    internal const string Brand = "brandId";

    private AppDraft(string label, string applicationType) => (Label, ApplicationType) = (label, applicationType);

    /// <summary>The one it asks for; null: a fresh one.</summary>
    public string? Id { get; private init; }
    public string Label { get; }
    public string ApplicationType { get; }
    public Secret? Secret { get; private init; }
    /// <summary>As it is stored, without the secret.</summary>
    public JsonObject Document { get; private init; } = [];

    /// <summary>Whether who says it may choose ES256 for the org: an administrator may, and a client that speaks for itself keeps what one chose.</summary>
    public bool MayChoose { get; private init; }

    /// <summary>Whether something is to be signed with ES256. FAPI 2.0 Security Profile §5.4.1 leaves nothing else.</summary>
    public bool WantsElliptic => Document["settings"]?["oauthClient"] is JsonObject client
        && (client.Text("profile") == AppProfile.Fapi2 || OAuthSettings.SignedAnswers.Any(name => client.Text(name) == SignatureAlgorithms.Elliptic));

    public bool ChoosesElliptic => MayChoose && WantsElliptic;

    /// <summary>The programs on phones that it is.</summary>
    public PhonePrograms Phones => PhonePrograms.Read(Document["settings"]?[PhonePrograms.Name] as JsonObject) ?? PhonePrograms.None;

    /// <summary>Whose look people see on their way to it; null: the org's own.</summary>
    public string? BrandId => (Document["settings"] as JsonObject)?.Text(Brand);

    /// <summary>Which of the keys that are held for it signs its ID tokens; null: the server's own.</summary>
    public string? SigningKid => Document["credentials"]?["signing"]?["kid"]?.GetValue<string>();

    public bool AsksForConsent => AppRow.AsksForConsent(Document);
    public IReadOnlySet<string> GrantTypes => AppRow.GrantTypesOf(Document);

    /// <param name="proposal">What it is to be.</param>
    /// <param name="development">A development server's apps are on the developer's machine, without a certificate.</param>
    /// <param name="existing">The app it replaces, whose type stays and whose secret stays unless another is given.</param>
    /// <param name="vouchedFor">An administrator says it, and not a client of itself.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static AppDraft Of(AppProposal proposal, bool development, App? existing = null, bool vouchedFor = true)
    {
        var label = proposal.Label?.Trim() ?? "";
        if (label.Length is 0 or > LongestLabel) throw new RuleException("label", $"must have between 1 and {LongestLabel} characters");
        var mode = proposal.SignOnMode ?? (existing is { IsBookmark: true } ? Bookmark.Mode : OpenId);
        if (mode is not (OpenId or Bookmark.Mode))
            throw new RuleException("signOnMode",
                $"only {OpenId} and {Bookmark.Mode} are supported: SAML and sign-in by stored passwords (SWA) are not offered here");
        if (existing is not null && existing.IsBookmark != (mode == Bookmark.Mode)) throw new RuleException("signOnMode", "cannot be changed");
        if (proposal.NotDone is { Count: > 0 } notDone) throw RuleException.Of(notDone);
        if (mode == Bookmark.Mode) return OfBookmark(proposal, label, development, existing);
        if (proposal.Name is { } name && !name.Equals(Oidc, StringComparison.OrdinalIgnoreCase)) throw new RuleException("name", $"only {Oidc} is supported");

        var wanted = proposal.Client ?? throw new RuleException("settings.oauthClient", "is required");
        var type = wanted.ApplicationType ?? existing?.ApplicationType ?? "web";
        if (!AppPreset.ByType.TryGetValue(type, out var preset)) throw new RuleException("application_type", "must be native, web, browser or service");
        if (existing is not null && existing.ApplicationType != type) throw new RuleException("application_type", "cannot be changed");

        var method = proposal.AuthMethod ?? existing?.AuthMethod ?? preset.AuthMethod;
        // RFC 9700 §2.2.2: of a public client, whatever its type.
        if (method == ClientAuthMethod.None) preset = preset with { RotationType = "ROTATE" };
        var client = OAuthSettings.Of(wanted, type, preset, development, existing);
        var (credentials, secret) = Credentials(client, proposal, type, method, existing);
        var document = Written(proposal, label, client, credentials, development, existing);
        if ((proposal.SigningKid ?? existing?.SigningKid) is { Length: > 0 } kid) document["credentials"]!["signing"]!["kid"] = CheckedKid(kid, client);
        if ((proposal.Phones ?? existing?.Phones)?.Checked(type) is { Any: true } phones) document["settings"]![PhonePrograms.Name] = phones.ToJson();
        if ((proposal.BrandId ?? existing?.BrandId) is { Length: > 0 } brand) document["settings"]![Brand] = brand;
        return new(label, type)
        {
            Secret = secret,
            Document = document,
            Id = existing is null ? AllowedId(proposal.Id) : null,
            MayChoose = vouchedFor || existing is { ChoseElliptic: true },
        };
    }

    /// <summary>Nobody's client: it has no credentials, and no policy gives it anything.</summary>
    private static AppDraft OfBookmark(AppProposal proposal, string label, bool development, App? existing)
    {
        if (proposal.Name is { } name && !name.Equals(Bookmark.Type, StringComparison.OrdinalIgnoreCase))
            throw new RuleException("name", $"must be {Bookmark.Type}");
        if (proposal.Client is not null) throw new RuleException("settings.oauthClient", "a bookmark is no client of this server");
        var bookmark = proposal.Bookmark ?? new(null);
        if (bookmark.Logo is null && existing is not null) bookmark = bookmark with { Logo = AppAbout.Of(existing).Logo };
        var document = Common(proposal, Bookmark.Type, Bookmark.Mode, label, (Hidden: false, Link: "login"), development);
        bookmark.Write(document);
        if ((proposal.BrandId ?? existing?.BrandId) is { Length: > 0 } brand) document["settings"]![Brand] = brand;
        return new(label, Bookmark.Type) { Document = document, MayChoose = true };
    }

    private static JsonObject Written(AppProposal proposal, string label, JsonObject client, JsonObject credentials, bool development, App? existing)
    {
        var document = Common(proposal, Oidc, OpenId, label, (Hidden: true, Link: "oidc_client_link"), development);
        document.Insert(document.IndexOf("credentials"), AppDocument.Extras,
            proposal.Extras?.Checked() ?? existing?.Document[AppDocument.Extras]?.DeepClone());
        document["credentials"]!["oauthClient"] = credentials;
        document["settings"]!["oauthClient"] = client;
        return document;
    }

    /// <summary>What is kept of every app.</summary>
    private static JsonObject Common(AppProposal proposal, string name, string mode, string label, (bool Hidden, string Link) seen, bool development) => new()
    {
        ["name"] = name,
        ["label"] = label,
        ["signOnMode"] = mode,
        ["features"] = new JsonArray(),
        ["accessibility"] = Accessibility(proposal, development) ?? new JsonObject { ["selfService"] = false },
        ["visibility"] = proposal.Visibility?.DeepClone() ?? new JsonObject
        {
            ["autoLaunch"] = false,
            ["autoSubmitToolbar"] = false,
            ["hide"] = new JsonObject { ["iOS"] = seen.Hidden, ["web"] = seen.Hidden },
            ["appLinks"] = new JsonObject { [seen.Link] = true },
        },
        ["profile"] = proposal.Profile?.DeepClone(),
        ["credentials"] = new JsonObject
        {
            ["userNameTemplate"] = proposal.UserNameTemplate?.DeepClone() ?? new JsonObject { ["template"] = "${source.login}", ["type"] = "BUILT_IN" },
            ["signing"] = new JsonObject(),
        },
        ["settings"] = new JsonObject
        {
            ["app"] = new JsonObject(),
            // Okta's settings of a network of its own; there is none here.
            ["notifications"] = new JsonObject
            {
                ["vpn"] = new JsonObject { ["network"] = new JsonObject { ["connection"] = "DISABLED" }, ["message"] = null, ["helpUrl"] = null },
            },
            ["manualProvisioning"] = false,
            ["implicitAssignment"] = false,
            ["notes"] = proposal.Notes?.DeepClone() ?? new JsonObject { ["admin"] = null, ["enduser"] = null },
        },
    };

    /// <summary>Pairs that are held for apps are RSA.</summary>
    private static string CheckedKid(string kid, JsonObject client) =>
        client.Text("profile") != AppProfile.Fapi2 && client.Text("id_token_signed_response_alg") is null or SignatureAlgorithms.Rsa ? kid
            : throw new RuleException("credentials.signing.kid", $"a key of the app signs with {SignatureAlgorithms.Rsa} alone");

    private static string? AllowedId(string? id) =>
        string.IsNullOrEmpty(id) ? null
        // `sub` of its own tokens, and a party of the log: nobody may take it for a person or a group (RFC 9068 §5).
        : Ids.IsOf(Ids.User, id) || Ids.IsOf(Ids.Group, id) || Ids.IsOf(Ids.Org, id)
            ? throw new RuleException("client_id", "looks like the id of a person, a group or an organization")
        : id.Length is >= 6 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id
        : throw new RuleException("client_id", "must have between 6 and 100 letters, digits, '-', '_' or '.'");

    private static (JsonObject, Secret?) Credentials(JsonObject client, AppProposal proposal, string type, string method, App? existing)
    {
        const string field = "token_endpoint_auth_method";
        if (!ClientAuthMethods.All.Contains(method)) throw new RuleException(field, $"must be one of {string.Join(", ", ClientAuthMethods.All)}");
        if (client["profile"]!.GetValue<string>() == AppProfile.Fapi2 && method != ClientAuthMethod.PrivateKeyJwt)
            throw new RuleException(field, "an app with the profile fapi2 proves who it is with private_key_jwt");
        var isPublic = method == ClientAuthMethod.None;
        if (client["require_signed_request_object"]!.GetValue<bool>() && method is ClientAuthMethod.None or ClientAuthMethod.PrivateKeyJwt && !HasKeys(client))
            throw new RuleException("jwks", "an app that must sign its requests registers its keys: give jwks or jwks_uri");
        if (isPublic && type == "service") throw new RuleException(field, "a service app proves who it is, so it cannot be none");

        // What is left out stays as the rest of the credentials does: a protection is not lost by silence.
        var pkce = proposal.PkceRequired ?? (isPublic || (existing?.PkceRequired ?? type is "native" or "browser"));
        if (isPublic && !pkce) throw new RuleException("pkce_required", "must be true for an app without a secret");

        var credentials = new JsonObject
        {
            ["autoKeyRotation"] = proposal.AutoKeyRotation ?? existing?.Document["credentials"]?["oauthClient"]?["autoKeyRotation"]?.GetValue<bool>() ?? true,
            [field] = method,
            ["pkce_required"] = pkce
        };
        if (isPublic) return (credentials, null);
        if (method == ClientAuthMethod.PrivateKeyJwt)
        {
            return HasKeys(client) ? (credentials, null)
                : throw new RuleException("jwks", "an app with private_key_jwt registers its keys: give jwks or jwks_uri");
        }
        return (credentials, AppSecretDraft.Chosen(proposal.Secret) ?? existing?.Secret ?? AppSecretDraft.Fresh(method));
    }

    private static bool HasKeys(JsonObject client) => client["jwks"]?["keys"] is JsonArray { Count: > 0 } || client["jwks_uri"] is not null;

    private static JsonObject? Accessibility(AppProposal proposal, bool development)
    {
        foreach (var name in (ReadOnlySpan<string>)["errorRedirectUrl", "loginRedirectUrl"])
            if (proposal.Accessibility?.Text(name) is { Length: > 0 } address && RegisteredUris.AddressProblem(address, development) is { } problem)
                throw new RuleException(name, problem);
        return proposal.Accessibility is { } given ? ApiJson.Known(given.DeepClone().AsObject()) : null;
    }
}
