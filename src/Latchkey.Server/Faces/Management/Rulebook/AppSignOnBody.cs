using System.Text.Json.Nodes;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>What a management request says of getting into an app. Contract §3.9, ACCESS_POLICY.</summary>
internal static class AppSignOnBody
{
    private const string Path = "actions.appSignOn.";
    private const string Method = Path + "verificationMethod.";
    private const string Constraint = Method + "constraints.";

    public static AppAction Read(JsonObject? action)
    {
        var method = action?.Object("verificationMethod");
        Wanted.Nothing(action, Path, "keepMeSignedIn");
        Wanted.Only(method, Method, "type", RuleBody.Assurance);
        Wanted.Nothing(method, Method, "inactivityPeriod");
        Wanted.Nothing(method, Method, "chains");
        var deny = TextRules.OneOf($"{Path}access", action?.Text("access"), "ALLOW", ["ALLOW", "DENY"]) == "DENY";
        var two = TextRules.OneOf($"{Method}factorMode", method?.Text("factorMode"), RuleBody.OneFactor, [RuleBody.OneFactor, RuleBody.TwoFactors])
            == RuleBody.TwoFactors;
        var constraints = method?["constraints"] switch
        {
            null => [],
            JsonArray list when list.All(one => one is JsonObject) => list,
            _ => throw new RuleException($"{Method}constraints", "must be a list of objects"),
        };
        if (constraints.Count > 1) throw new RuleException($"{Method}constraints", "at most one: this server knows no either, or");
        var one = constraints.Count == 0 ? null : (JsonObject)constraints[0]!;
        return new()
        {
            Deny = deny, TwoFactors = two, ReauthenticateIn = method?.Text("reauthenticateIn") ?? AppAction.NeverAgain,
            Password = Knowledge(one?.Object("knowledge")), PhishingResistant = Possession(one?.Object("possession")), Constraints = constraints.ToJsonString(),
        };
    }

    private static bool Knowledge(JsonObject? knowledge)
    {
        if (knowledge is null) return false;
        const string k = Constraint + "knowledge.";
        Methods(knowledge, k);
        foreach (var type in knowledge.Texts("types") ?? [])
            if (!type.Equals("password", StringComparison.OrdinalIgnoreCase))
                throw new RuleException($"{k}types", "must be password: there is nothing else that people know here");
        foreach (var method in knowledge.Texts("methods") ?? [])
            if (!method.Equals("PASSWORD", StringComparison.OrdinalIgnoreCase))
                throw new RuleException($"{k}methods", "must be PASSWORD: there is nothing else that people know here");
        return knowledge.Flag("required") ?? true;
    }

    private static bool Possession(JsonObject? possession)
    {
        if (possession is null) return false;
        const string p = Constraint + "possession.";
        Methods(possession, p);
        Wanted.Nothing(possession, p, "types");
        Wanted.Nothing(possession, p, "methods");
        Wanted.Nothing(possession, p, "userVerificationMethods");
        Wanted.Only(possession, p, "deviceBound", "OPTIONAL");
        Wanted.Only(possession, p, "hardwareProtection", "OPTIONAL");
        Wanted.Only(possession, p, "userVerification", "OPTIONAL");
        Wanted.Only(possession, p, "userPresence", "OPTIONAL", "REQUIRED");
        return TextRules.OneOf($"{p}phishingResistant", possession.Text("phishingResistant"), "OPTIONAL", ["OPTIONAL", "REQUIRED"]) == "REQUIRED"
            && (possession.Flag("required") ?? true);
    }

    /// <summary>How recent one of several has to be, and which by name, is beyond this server.</summary>
    private static void Methods(JsonObject constraint, string path)
    {
        Wanted.Nothing(constraint, path, "reauthenticateIn");
        Wanted.Nothing(constraint, path, "authenticationMethods");
        Wanted.Nothing(constraint, path, "excludedAuthenticationMethods");
    }
}
