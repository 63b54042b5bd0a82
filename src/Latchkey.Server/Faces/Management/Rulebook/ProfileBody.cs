using System.Text.Json.Nodes;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>What a management request says of who makes an account for themselves. Contract §3.9, PROFILE_ENROLLMENT.</summary>
internal static class ProfileBody
{
    public const string Register = "REGISTER";
    public const string Deny = "DENY";

    private const string Path = "actions.profileEnrollment.";

    /// <summary>What the page asks for.</summary>
    public static JsonArray Attributes => new(Attribute("email", "Email"), Attribute("firstName", "First name"), Attribute("lastName", "Last name"));

    public static ProfileAction Read(JsonObject? action)
    {
        Wanted.Nothing(action, Path, "uiSchemaId");
        Wanted.Only(action, Path, "progressiveProfilingAction", "DISABLED");
        Wanted.Only(action?.Object("activationRequirements"), $"{Path}activationRequirements.", "emailVerification", true);
        if (action?.Texts("allowedIdentifiers") is { } identifiers && !identifiers.SequenceEqual(["login"]))
            throw new RuleException($"{Path}allowedIdentifiers", "must be login alone: people sign in by nothing else");
        if (action?.Texts("enrollAuthenticatorTypes") is { Count: > 0 } types && !types.SequenceEqual(["password"]))
            throw new RuleException($"{Path}enrollAuthenticatorTypes", "must be password alone: whoever makes an account chooses one");
        RequireAttributes(action?["profileAttributes"]);
        var register = TextRules.OneOf($"{Path}unknownUserAction", action?.Text("unknownUserAction"), Deny, [Register, Deny]) == Register;
        var allowed = TextRules.OneOf($"{Path}access", action?.Text("access"), "ALLOW", ["ALLOW", "DENY"]) == "ALLOW";
        if (!allowed) throw new RuleException($"{Path}access", "must be ALLOW: to let nobody make an account, unknownUserAction is DENY");
        return new(register, action?.Texts("targetGroupIds")?.Distinct(StringComparer.Ordinal).ToArray() ?? [], HookOf(action?["preRegistrationInlineHooks"]));
    }

    private static string? HookOf(JsonNode? given) => given switch
    {
        null or JsonArray { Count: 0 } => null,
        JsonArray { Count: 1 } list when list[0] is JsonObject hook && hook.Text("inlineHookId") is { Length: > 0 } id => id,
        _ => throw new RuleException($"{Path}preRegistrationInlineHooks", "must be a list of one object with an inlineHookId, or be left out"),
    };

    private static void RequireAttributes(JsonNode? given)
    {
        if (given is null or JsonArray { Count: 0 }) return;
        var asked = Attributes.Select(attribute => attribute!["name"]!.GetValue<string>()).ToArray();
        if (given is JsonArray list && list.All(one => one is JsonObject attribute && attribute.Flag("required") != false)
            && list.Select(one => ((JsonObject)one!).Text("name")).Order(StringComparer.Ordinal).SequenceEqual(asked.Order(StringComparer.Ordinal))) return;
        throw new RuleException($"{Path}profileAttributes", $"must be {string.Join(", ", asked)}, each required: the page asks for these");
    }

    private static JsonObject Attribute(string name, string label) => new() { ["name"] = name, ["label"] = label, ["required"] = true };
}
