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

    public static AppAction Read(JsonObject? action)
    {
        var method = action?.Object("verificationMethod");
        Wanted.Nothing(action, Path, "keepMeSignedIn");
        Wanted.Only(method, Method, "type", RuleBody.Assurance);
        Wanted.Nothing(method, Method, "inactivityPeriod");
        Wanted.Nothing(method, Method, "chains");
        Wanted.Known(action, Path, "access", "verificationMethod", "keepMeSignedIn");
        Wanted.Known(method, Method, "type", "factorMode", "reauthenticateIn", "constraints", "inactivityPeriod", "chains");
        var two = TextRules.OneOf($"{Method}factorMode", method?.Text("factorMode"), RuleBody.OneFactor, [RuleBody.OneFactor, RuleBody.TwoFactors])
            == RuleBody.TwoFactors;
        var constraints = method?["constraints"] switch
        {
            null => [],
            JsonArray list when list.All(one => one is JsonObject) => list,
            _ => throw new RuleException($"{Method}constraints", "must be a list of objects"),
        };
        return AppConstraints.Read(constraints) with
        {
            Deny = !RuleBody.Admits(action, Path),
            TwoFactors = two,
            ReauthenticateIn = method?.Text("reauthenticateIn") ?? AppAction.NeverAgain,
        };
    }
}
