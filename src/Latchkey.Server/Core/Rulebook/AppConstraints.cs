using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a rule of an app wants to be shown, in the words of the contract (§3.9): read, and written.</summary>
internal static class AppConstraints
{
    private const string Path = "actions.appSignOn.verificationMethod.constraints";
    private const string KnowledgePath = Path + ".knowledge.";
    private const string PossessionPath = Path + ".possession.";

    private static readonly string[] Members = ["knowledge", "possession"];

    private static readonly string[] OfKnowledge =
        ["types", "methods", "required", "reauthenticateIn", "authenticationMethods", "excludedAuthenticationMethods"];

    private static readonly string[] OfPossession =
        [.. OfKnowledge, "deviceBound", "hardwareProtection", "phishingResistant", "userPresence", "userVerification", "userVerificationMethods"];

    private static readonly string[] OfMethod =
        ["key", "method", "id", "userVerificationMethods", "hardwareProtection", "phishingResistant", "userVerification"];

    /// <summary>All that people have here; what they know is no possession.</summary>
    public static readonly IReadOnlyList<string> Possible = [.. AuthenticatorKeys.All.Where(one => one != AuthenticatorKeys.Password)];

    /// <exception cref="RuleException">It says what nothing here could judge.</exception>
    public static AppAction Read(JsonArray constraints)
    {
        if (constraints.Count > 1) throw new RuleException(Path, "at most one: this server knows no either, or");
        var one = constraints.Count == 0 ? null : (JsonObject)constraints[0]!;
        Wanted.Known(one, $"{Path}.", Members);
        return Possession(one?.Object("possession")) with
        {
            Password = Knowledge(one?.Object("knowledge")),
            PasswordAgainIn = PasswordAgainIn(one?.Object("knowledge")),
            Constraints = constraints.ToJsonString(),
        };
    }

    /// <summary>What an action wants, as a form has it.</summary>
    public static ProofDemand Demand(AppAction action)
    {
        var possession = Said(action).Object("possession");
        var wanted = possession is not null && IsRequired(possession);
        var demand = new ProofDemand
        {
            Password = action.Password, PasswordAgainIn = action.PasswordAgainIn, PhishingResistant = action.PhishingResistant, Key = action.Key,
            Presence = wanted && Wants(possession, "userPresence"),
            Methods = action.Types is { } types ? [.. Possible.Where(key => types.Contains(AuthenticatorKeys.TypeOf(key)))] : [],
        };
        // Just something that one has: whichever.
        return wanted && !demand.WantsPossession ? demand with { Methods = Possible } : demand;
    }

    /// <summary>The same action with other demands. What stays as it was is said in the words that it was said with.</summary>
    /// <exception cref="RuleException">Nothing could be all of it.</exception>
    public static AppAction Asking(this AppAction action, ProofDemand wanted)
    {
        var (before, said) = (Demand(action), Said(action));
        if (!wanted.OfKnowledge(before)) Set(said, "knowledge", wanted.Password ? Known(before.Password ? said.Object("knowledge") : null, wanted) : null);
        if (!wanted.OfPossession(before))
            Set(said, "possession", wanted.WantsPossession ? Had(before.WantsPossession ? said.Object("possession") : null, wanted, before) : null);
        return Read(said.Count == 0 ? [] : [said]) with { Deny = action.Deny, TwoFactors = action.TwoFactors, ReauthenticateIn = action.ReauthenticateIn };
    }

    /// <summary>Without what earlier versions kept of it and never judged: there is no other way to be rid of that in a form.</summary>
    private static JsonObject Said(AppAction action)
    {
        var said = (JsonNode.Parse(action.Constraints) as JsonArray)?.FirstOrDefault()?.DeepClone() as JsonObject ?? [];
        Keep(said, Members);
        Keep(said.Object("knowledge"), OfKnowledge);
        Keep(said.Object("possession"), OfPossession);
        return said;
    }

    private static void Keep(JsonObject? said, string[] names)
    {
        foreach (var name in said?.Select(member => member.Key).Except(names).ToArray() ?? []) said!.Remove(name);
    }

    private static void Set(JsonObject parent, string name, JsonNode? value)
    {
        parent.Remove(name);
        if (value is not null) parent[name] = value;
    }

    private static JsonObject Known(JsonObject? before, ProofDemand wanted)
    {
        var knowledge = before?.DeepClone() as JsonObject ?? new() { ["types"] = new JsonArray("password"), ["required"] = true };
        Set(knowledge, "reauthenticateIn", wanted.PasswordAgainIn);
        return knowledge;
    }

    private static JsonObject Had(JsonObject? said, ProofDemand wanted, ProofDemand before)
    {
        var possession = said?.DeepClone() as JsonObject ?? [];
        void Trait(string name, bool now, bool then)
        {
            if (now != then) Set(possession, name, now ? "REQUIRED" : null);
        }
        Trait("phishingResistant", wanted.PhishingResistant, before.PhishingResistant);
        Trait("deviceBound", wanted.Key.Bound, before.Key.Bound);
        Trait("hardwareProtection", wanted.Key.Hardware, before.Key.Hardware);
        Trait("userVerification", wanted.Key.Verified, before.Key.Verified);
        Trait("userPresence", wanted.Presence, before.Presence);
        if (!wanted.Methods.SequenceEqual(before.Methods))
        {
            possession.Remove("excludedAuthenticationMethods");
            Set(possession, "authenticationMethods", wanted.Methods.Count == 0 ? null
                : new JsonArray([.. wanted.Methods.Select(key => new JsonObject { ["key"] = key, ["method"] = KnownAuthenticator.At(key).Method })]));
        }
        possession["required"] = true;
        return possession;
    }

    private static bool IsRequired(JsonObject possession) => possession.Flag("required") ?? true;

    private static bool Wants(JsonObject? possession, string name) =>
        TextRules.OneOf(PossessionPath + name, possession?.Text(name), "OPTIONAL", ["OPTIONAL", "REQUIRED"]) == "REQUIRED";

    private static bool Knowledge(JsonObject? knowledge)
    {
        if (knowledge is null) return false;
        Wanted.Known(knowledge, KnowledgePath, OfKnowledge);
        Wanted.Nothing(knowledge, KnowledgePath, "excludedAuthenticationMethods");
        foreach (var type in knowledge.Texts("types") ?? [])
            if (!type.Equals("password", StringComparison.OrdinalIgnoreCase))
                throw new RuleException($"{KnowledgePath}types", "must be password: there is nothing else that people know here");
        foreach (var method in knowledge.Texts("methods") ?? [])
            if (!method.Equals("PASSWORD", StringComparison.OrdinalIgnoreCase))
                throw new RuleException($"{KnowledgePath}methods", "must be PASSWORD: there is nothing else that people know here");
        Named(knowledge, KnowledgePath, "authenticationMethods", [AuthenticatorKeys.Password]);
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
        Wanted.Known(possession, PossessionPath, OfPossession);
        foreach (var unjudged in (ReadOnlySpan<string>)["reauthenticateIn", "types", "methods", "userVerificationMethods"])
            Wanted.Nothing(possession, PossessionPath, unjudged);
        var key = new KeyTraits(Wants(possession, "userVerification"), Wants(possession, "deviceBound"), Wants(possession, "hardwareProtection"));
        var (resists, _) = (Wants(possession, "phishingResistant"), Wants(possession, "userPresence"));
        var named = Named(possession, PossessionPath, "authenticationMethods", Possible);
        var excluded = Named(possession, PossessionPath, "excludedAuthenticationMethods", Possible);
        if (possession is null || !IsRequired(possession)) return new();
        string[] left = [.. (named.Count > 0 ? named : Possible).Except(excluded).Select(one => AuthenticatorKeys.TypeOf(one)!)];
        var action = new AppAction { PhishingResistant = resists, Key = key, Types = named.Count + excluded.Count > 0 ? left : null };
        if (FactorType.All.Any(action.Possession.Takes)) return action;
        throw new RuleException($"{PossessionPath}{(named.Count > 0 ? "authenticationMethods" : "excludedAuthenticationMethods")}",
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
            Wanted.Known(one, $"{at}.", OfMethod);
            var key = one.Text("key") ?? "";
            if (!possible.Contains(key)) throw new RuleException($"{at}.key", $"must be one of {string.Join(", ", possible)}");
            var only = KnownAuthenticator.At(key).Method;
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
