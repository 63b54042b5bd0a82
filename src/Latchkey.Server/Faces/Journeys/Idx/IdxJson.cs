using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>The parts of a document: what can be done now, and with what. Contract §4.</summary>
internal static class IdxJson
{
    public const string Version = "1.0.0";
    private const string Accepts = "application/json; okta-version=1.0.0";

    /// <summary>What every document says.</summary>
    public static JsonObject Document(Org org, IdxAt at) => new()
    {
        ["version"] = Version,
        ["stateHandle"] = at.StateHandle,
        ["expiresAt"] = ApiJson.Date(at.Transaction.ExpiresAt),
        ["intent"] = at.Transaction.Intent,
        ["app"] = Wrapped(new JsonObject { ["name"] = "oidc_client", ["label"] = at.App.Label, ["id"] = at.App.Id }),
        ["cancel"] = Form(org, at, "cancel", "cancel"),
    };

    /// <summary>Something that can be done: a form, and where it goes.</summary>
    /// <param name="org">Where it is.</param>
    /// <param name="at">What it is a step of.</param>
    /// <param name="name">What clients know it by.</param>
    /// <param name="path">Below /idp/idx.</param>
    /// <param name="fields">What is asked for.</param>
    public static JsonObject Form(Org org, IdxAt at, string name, string path, params IEnumerable<JsonObject> fields) => new()
    {
        ["rel"] = new JsonArray("create-form"),
        ["name"] = name,
        ["href"] = $"{org.Url}/idp/idx/{path}",
        ["method"] = "POST",
        ["produces"] = IdxAnswers.Type,
        ["value"] = new JsonArray([.. fields,
            new JsonObject { ["name"] = "stateHandle", ["required"] = true, ["value"] = at.StateHandle, ["visible"] = false, ["mutable"] = false }]),
        ["accepts"] = Accepts,
    };

    /// <summary>Somewhere else, where the browser is to go. Clients read these four, and send nothing.</summary>
    public static JsonObject Redirect(IdentityProvider provider, string address) => new()
    {
        ["name"] = "redirect-idp", ["type"] = provider.Type, ["idp"] = new JsonObject { ["id"] = provider.Id, ["name"] = provider.Name },
        ["href"] = address, ["method"] = "GET",
    };

    /// <summary>The same, about an authenticator that the document describes there.</summary>
    public static JsonObject RelatedTo(this JsonObject form, string member)
    {
        form["relatesTo"] = new JsonArray($"$.{member}");
        return form;
    }

    public static JsonObject Remediations(params IEnumerable<JsonObject> forms) => List(forms);

    public static JsonObject List(IEnumerable<JsonObject> items) => new() { ["type"] = "array", ["value"] = new JsonArray([.. items]) };

    public static JsonObject Wrapped(JsonObject value) => new() { ["type"] = "object", ["value"] = value };

    /// <summary>A field of several.</summary>
    public static JsonObject Fields(string name, params IEnumerable<JsonObject> fields) => new()
    {
        ["name"] = name, ["type"] = "object", ["required"] = true, ["form"] = new JsonObject { ["value"] = new JsonArray([.. fields]) },
    };

    public static JsonObject Field(string name, string label, bool secret = false, string? value = null)
    {
        var field = new JsonObject { ["name"] = name, ["label"] = label, ["required"] = true };
        if (secret) field["secret"] = true;
        if (value is not null) field["value"] = value;
        return field;
    }

    /// <summary>A code that is typed.</summary>
    public static JsonObject Code() => Fields("credentials", Field("passcode", "Enter code"));

    /// <summary>What a new password must be like.</summary>
    public static JsonObject PasswordSettings(PasswordSettings settings) => new()
    {
        ["complexity"] = PasswordComplexity.Of(settings),
        ["age"] = new JsonObject { ["minAgeMinutes"] = settings.MinAgeMinutes, ["historyCount"] = settings.History },
    };

    public static JsonObject User(User user) => Wrapped(new()
    {
        ["id"] = user.Id,
        ["identifier"] = user.Login,
        ["profile"] = new JsonObject
        {
            ["firstName"] = user["firstName"], ["lastName"] = user["lastName"], ["timeZone"] = user["timezone"] ?? "UTC", ["locale"] = user["locale"] ?? "en",
        },
    });

    /// <summary>An authenticator, or one that somebody has: strict clients want a text wherever there is a value.</summary>
    public static JsonObject Authenticator(Org org, KnownAuthenticator known, Factor? factor = null, string? email = null)
    {
        var json = new JsonObject
        {
            ["type"] = known.Type, ["key"] = known.Key, ["id"] = factor?.Id ?? known.IdAt(org), ["displayName"] = factor?.Name ?? known.Name,
            ["methods"] = new JsonArray(new JsonObject { ["type"] = known.Method }),
        };
        // Pages ask the device for it by that. Whoever sees it has proven who they are.
        if (factor?.CredentialId is { } credential) json["credentialId"] = credential;
        if (email is not null) json["profile"] = new JsonObject { ["email"] = email };
        // No link until one is on its way with the code: pages that ask for it say so.
        if (known.Factor == FactorType.Email) json["contextualData"] = new JsonObject { ["useEmailMagicLink"] = false };
        return json;
    }

    /// <summary>The choice of one: what is sent, and where more is said of it.</summary>
    public static JsonObject Option(Org org, KnownAuthenticator known, string? enrollmentId, string relatesTo) => new()
    {
        ["label"] = known.Name,
        ["value"] = new JsonObject
        {
            ["form"] = new JsonObject
            {
                ["value"] = new JsonArray([Fixed("id", known.IdAt(org)), Fixed("methodType", known.Method),
                    .. enrollmentId is null ? Array.Empty<JsonObject>() : [Fixed("enrollmentId", enrollmentId)]]),
            },
        },
        ["relatesTo"] = relatesTo,
    };

    public static JsonObject Choice(IEnumerable<JsonObject> options) => new()
    {
        ["name"] = "authenticator", ["type"] = "object", ["required"] = true, ["options"] = new JsonArray([.. options]),
    };

    /// <summary>What the app takes to the token endpoint.</summary>
    public static JsonObject Success(AuthorizationServer server, string clientId, string code) => new()
    {
        ["rel"] = new JsonArray("create-form"),
        ["name"] = "issue",
        ["href"] = $"{server.Endpoints}/token",
        ["method"] = "POST",
        ["value"] = new JsonArray(
            Fixed("grant_type", GrantType.InteractionCode), Fixed("interaction_code", code), Fixed("client_id", clientId),
            new JsonObject { ["name"] = "client_secret", ["required"] = false }, new JsonObject { ["name"] = "code_verifier", ["required"] = true }),
        ["accepts"] = "application/x-www-form-urlencoded",
    };

    private static JsonObject Fixed(string name, string value) => new() { ["name"] = name, ["required"] = true, ["value"] = value, ["mutable"] = false };
}
