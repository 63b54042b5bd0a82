using System.Text.Json.Nodes;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>What a management request says of a policy of the org. Contract §3.9.</summary>
internal static class OrgPolicyBody
{
    public static OrgPolicyDraft Read(JsonObject body, bool? activate)
    {
        var type = body.Text("type");
        var status = activate == false ? "INACTIVE" : body.Text("status");
        return OrgPolicyDraft.New(type, body.Text("name"), body.Text("description"), status, body.Number("priority"), Groups(body),
            type == PolicyType.Password ? PasswordBody.Read(body.Object("settings")) : null, type == PolicyType.Enroll ? Enroll(body) : null);
    }

    public static OrgPolicyDraft Read(JsonObject body, OrgPolicy existing) => OrgPolicyDraft.Of(existing, body.Text("type"), body.Text("name"),
        body.Text("description"), body.Text("status"), body.Number("priority"), Groups(body),
        existing.Type == PolicyType.Password ? PasswordBody.Read(body.Object("settings")) : null, existing.Type == PolicyType.Enroll ? Enroll(body) : null);

    private static IReadOnlyList<string>? Groups(JsonObject body)
    {
        if (body.Object("conditions") is not { } conditions) return null;
        var people = conditions.Object("people");
        Wanted.Nothing(people, "conditions.people.", "users");
        Wanted.Nothing(people?.Object("groups"), "conditions.people.groups.", "exclude");
        Wanted.Only(conditions.Object("authProvider"), "conditions.authProvider.", "provider", "OKTA");
        Wanted.Nothing(conditions.Object("authProvider"), "conditions.authProvider.", "include");
        return people?.Object("groups")?.Texts("include");
    }

    private static EnrollSettings? Enroll(JsonObject body)
    {
        if (body.Object("settings") is not { } settings) return null;
        const string a = "settings.authenticators";
        Wanted.Only(settings, "settings.", "type", "AUTHENTICATORS");
        Wanted.Nothing(settings, "settings.", "factors");
        var list = settings.Objects("authenticators", "settings.") ?? throw new RuleException(a, "must be a list of objects");
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        IReadOnlyList<string> groups = [];
        foreach (var one in list)
        {
            var key = one.Text("key") is { Length: > 0 } named ? named : throw new RuleException($"{a}.key", "The field cannot be left blank");
            var self = TextRules.OneOf($"{a}.enroll.self", one.Object("enroll")?.Text("self"), EnrollSettings.NotAllowed, EnrollSettings.All);
            if (key == AuthenticatorKeys.Passkey) groups = one.Object("constraints")?.Texts("aaguidGroups") ?? [];
            else Wanted.Nothing(one.Object("constraints"), $"{a}.constraints.", "aaguidGroups");
            Wanted.Only(one.Object("enroll"), $"{a}.enroll.", "autoEnroll", false);
            Wanted.Nothing(one.Object("enroll"), $"{a}.enroll.", "gracePeriod");
            // What is not there is not allowed: who says so of one by one says what is true.
            if (!AuthenticatorKeys.All.Contains(key) && self != EnrollSettings.NotAllowed)
                throw new RuleException($"{a}.key", $"'{key}' is not an authenticator of this server: {string.Join(", ", AuthenticatorKeys.All)} are");
            if (!found.TryAdd(key, self)) throw new RuleException($"{a}.key", $"'{key}' is there twice");
        }
        return new(found) { DeviceGroups = groups };
    }
}
