using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// Why a step was not taken, under the key by which Okta's clients have words of their own for it. Every refusal is a document, for clients read nothing
/// else (contract §4).
/// </summary>
/// <param name="status">Of the answer.</param>
/// <param name="key">Okta's.</param>
/// <param name="message">For whoever knows no words for the key.</param>
internal sealed class IdxProblem(int status, string key, string message) : Exception(message)
{
    public int Status { get; } = status;
    public string Key { get; } = key;

    /// <summary>Nothing more can be done about it here.</summary>
    public bool Ends { get; private init; }

    public static IdxProblem Expired() => new(401, "idx.session.expired", "The sign-in took too long, or was ended. Begin again.") { Ends = true };

    public static IdxProblem WrongCredentials() => new(401, "errors.E0000004", "Authentication failed");

    public static IdxProblem WrongCode() => new(401, "api.authn.error.PASSCODE_INVALID", "Invalid code. Try again.");

    public static IdxProblem WrongAnswer() => new(401, "errors.E0000087", "That is not the answer.");

    public static IdxProblem WrongPasskey() => new(401, "authfactor.webauthn.error", "The passkey was not accepted. Try again, or choose another way.");

    public static IdxProblem Locked() => new(401, "errors.E0000069", "The account is locked after too many wrong codes. It opens by itself after a while.");

    /// <summary>After too many wrong passwords, where the policy has that said.</summary>
    public static IdxProblem LockedOut() => new(401, "errors.E0000119", "The account is locked after too many wrong passwords.");

    public static IdxProblem Denied(string message) => new(403, "security.access_denied", message) { Ends = true };

    /// <summary>Nothing here can ask for what the person has set up.</summary>
    public static IdxProblem Unknown() =>
        new(503, "errors.E0000010", "A second factor is set up that this server does not know. A newer one set it up.") { Ends = true };

    public static IdxProblem Blank(string field) => new(400, "model.validation.field.blank", $"{field}: The field cannot be left blank");

    /// <summary>The step that was asked for is not the one that is due.</summary>
    public static IdxProblem OutOfOrder() => new(400, "api.idx.out_of_order", "This step is not what the sign-in waits for.");

    public static IdxProblem Of(ApiError error) => new(error.Status, $"errors.{error.Code}", error.Causes.Count > 0 ? error.Causes[0] : error.Summary);

    public static IdxProblem Of(RuleException broken) => new(400, "errors.E0000001", $"{broken.Path}: {string.Join("; ", broken.Reasons)}");

    public JsonObject ToJson() => Said(Key, Message, "ERROR");

    internal static JsonObject Said(string key, string message, string kind) => new()
    {
        ["type"] = "array",
        ["value"] = new JsonArray(new JsonObject { ["message"] = message, ["i18n"] = new JsonObject { ["key"] = key }, ["class"] = kind }),
    };
}
