using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
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
        return Possession(one?.Object("possession")) with
        {
            Deny = deny,
            TwoFactors = two,
            ReauthenticateIn = method?.Text("reauthenticateIn") ?? AppAction.NeverAgain,
            Password = Knowledge(one?.Object("knowledge")),
            PasswordAgainIn = PasswordAgainIn(one?.Object("knowledge")),
            Constraints = constraints.ToJsonString(),
        };
    }

    private static bool Knowledge(JsonObject? knowledge)
    {
        if (knowledge is null) return false;
        const string k = Constraint + "knowledge.";
        Wanted.Nothing(knowledge, k, "excludedAuthenticationMethods");
        foreach (var type in knowledge.Texts("types") ?? [])
            if (!type.Equals("password", StringComparison.OrdinalIgnoreCase))
                throw new RuleException($"{k}types", "must be password: there is nothing else that people know here");
        foreach (var method in knowledge.Texts("methods") ?? [])
            if (!method.Equals("PASSWORD", StringComparison.OrdinalIgnoreCase))
                throw new RuleException($"{k}methods", "must be PASSWORD: there is nothing else that people know here");
        Named(knowledge, k, "authenticationMethods", [AuthenticatorKeys.Password]);
        return knowledge.Flag("required") ?? true;
    }

    /// <summary>A sign-in is as old as its password, or older where that came later: by then the whole of it is asked for anew.</summary>
    private static string? PasswordAgainIn(JsonObject? knowledge) => knowledge?.Flag("required") == false ? null : knowledge?.Text("reauthenticateIn");

    /// <summary>
    /// What a passkey shows of itself and its maker of it is judged. That somebody is there who uses it is always so here: nothing answers by itself. By
    /// what a device makes sure of its owner it does not say, so who asks for that is refused. Decision 0045.
    /// </summary>
    private static AppAction Possession(JsonObject? possession)
    {
        const string p = Constraint + "possession.";
        Wanted.Nothing(possession, p, "reauthenticateIn");
        Wanted.Nothing(possession, p, "types");
        Wanted.Nothing(possession, p, "methods");
        Wanted.Nothing(possession, p, "userVerificationMethods");
        bool Wants(string name) => TextRules.OneOf($"{p}{name}", possession?.Text(name), "OPTIONAL", ["OPTIONAL", "REQUIRED"]) == "REQUIRED";
        var key = new KeyTraits(Wants("userVerification"), Wants("deviceBound"), Wants("hardwareProtection"));
        var (resists, _) = (Wants("phishingResistant"), Wants("userPresence"));
        IReadOnlyList<string> every = [.. AuthenticatorKeys.All.Where(one => one != AuthenticatorKeys.Password)];
        var named = Named(possession, p, "authenticationMethods", every);
        var excluded = Named(possession, p, "excludedAuthenticationMethods", every);
        if (!(possession?.Flag("required") ?? true)) return new();
        string[] left = [.. (named.Count > 0 ? named : every).Except(excluded).Select(one => AuthenticatorKeys.TypeOf(one)!)];
        var action = new AppAction { PhishingResistant = resists, Key = key, Types = named.Count + excluded.Count > 0 ? left : null };
        if (FactorType.All.Any(action.Possession.Takes)) return action;
        throw new RuleException($"{p}{(named.Count > 0 ? "authenticationMethods" : "excludedAuthenticationMethods")}",
            "leaves nothing that could be what the other constraints ask for");
    }

    /// <summary>Authenticators by their keys, each with the one method that it has. What one has to be is said once, beside the list.</summary>
    private static List<string> Named(JsonObject? constraint, string path, string name, IReadOnlyList<string> possible)
    {
        var (at, keys) = ($"{path}{name}", new List<string>());
        if (constraint?[name] is not { } given) return keys;
        if (given is not JsonArray list || !list.All(one => one is JsonObject)) throw new RuleException(at, "must be a list of objects");
        foreach (var one in list.Cast<JsonObject>())
        {
            var key = one.Text("key") ?? "";
            if (!possible.Contains(key)) throw new RuleException($"{at}.key", $"must be one of {string.Join(", ", possible)}");
            var only = KnownAuthenticator.All.First(known => known.Key == key).Method;
            if (one.Text("method") is { } method && method != only) throw new RuleException($"{at}.method", $"must be {only}: {key} has no other here");
            Wanted.Nothing(one, $"{at}.", "id");
            Wanted.Nothing(one, $"{at}.", "userVerificationMethods");
            foreach (var trait in (ReadOnlySpan<string>)["hardwareProtection", "phishingResistant", "userVerification"])
                Wanted.Only(one, $"{at}.", trait, "OPTIONAL");
            keys.Add(key);
        }
        return keys;
    }
}
