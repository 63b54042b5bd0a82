using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>What a rule says, line by line.</summary>
internal static class RuleFacts
{
    /// <summary>Only what narrows it.</summary>
    public static IReadOnlyList<(string Label, string Text)> When(OrgRule rule, IReadOnlyDictionary<string, string> names, Texts texts)
    {
        var (when, said, lines) = (rule.Conditions, texts.Policy, new List<(string, string)>());
        string Named(IReadOnlyList<string> ids) => PolicyNames.List([.. ids.Select(id => id == ZoneSet.AnyZone ? said.AnyZone : id)], names);
        void Add(string label, IReadOnlyList<string> included, IReadOnlyList<string> excluded)
        {
            if (included.Count > 0) lines.Add((label, Named(included)));
            if (excluded.Count > 0) lines.Add((Sentence.Plain(said.Not, label), Named(excluded)));
        }
        Add(said.IfPeople, [.. when.Groups, .. when.Users], [.. when.ExcludedGroups, .. when.ExcludedUsers]);
        Add(said.IfNetwork, when.Zones, when.ExcludedZones);
        Add(said.IfApp, when.Apps, when.ExcludedApps);
        if (when.Identifiers.Count > 0) lines.Add((said.IfTyped, string.Join(", ", when.Identifiers.Select(TypedPatterns.Written))));
        if (when.Risk is { } risk) lines.Add((said.IfDevice, risk == SignInRisk.Low ? said.KnownDevice : said.NewDevice));
        return lines;
    }

    public static IReadOnlyList<(string Label, string Text)> Then(OrgRule rule, IReadOnlyDictionary<string, string> names, Texts texts) => rule switch
    {
        { Session: { } session } => Of(session, texts),
        { App: { } app } => Of(app, texts),
        { Password: { } password } =>
        [
            (texts.Policy.MayChange, YesNo(password.Change, texts)), (texts.Policy.MayReset, YesNo(password.Reset, texts)),
            (texts.Policy.MayUnlock, YesNo(password.Unlock, texts)),
        ],
        { Enroll: { } enroll } => [(texts.Policy.AskedToEnroll, EnrollWhen(enroll.Self, texts.Policy))],
        { Profile: { } profile } =>
        [
            (texts.Policy.SignUp, profile.Register ? texts.Policy.Allowed : texts.Policy.NotAllowed),
            .. profile.Groups.Count == 0 ? [] : ((string, string)[])[(texts.Policy.PutInto, PolicyNames.List(profile.Groups, names))],
        ],
        { Routing: { } routing } =>
            [(texts.Policy.SignInAt, routing.ProviderId is { } provider ? names.GetValueOrDefault(provider, provider) : texts.Policy.SignInHere)],
        _ => [],
    };

    public static string EnrollWhen(string self, PolicyTexts said) => self switch
    {
        EnrollAction.AtLogin => said.AtLogin,
        EnrollAction.Never => said.Never,
        _ => said.AtChallenge,
    };

    /// <summary>How long a sign-in counts.</summary>
    public static string Again(string duration, Texts texts) => Durations.Read(duration) switch
    {
        { Ticks: 0 } => texts.Policy.EachTime,
        _ when duration == AppAction.NeverAgain => texts.Policy.NeverAgain,
        { } span => Sentence.Plain(texts.Policy.After, Lasting.Of(texts.Security, (int)span.TotalMinutes)),
        null => duration,
    };

    private static IReadOnlyList<(string, string)> Of(SessionAction session, Texts texts)
    {
        var said = texts.Policy;
        if (session.Deny) return [(said.Access, said.KeptOut)];
        return
        [
            (said.Access, said.LetIn),
            (said.FirstProof, session.PasswordFirst ? said.PasswordFirst : said.AnyProof),
            (said.SecondFactor, session.RequireFactor ? said.OfEverybody : said.OfWhoHasOne),
            (said.AskedAgain, Prompted(session, texts)),
            (said.SessionEnds, Sentence.Plain(said.SessionLength, Lasting.Of(texts.Security, session.IdleMinutes),
                Lasting.Of(texts.Security, session.LifetimeMinutes))),
            (said.SurvivesBrowser, YesNo(session.Persistent, texts)),
        ];
    }

    private static string Prompted(SessionAction session, Texts texts)
    {
        var said = texts.Policy;
        if (session.PromptMode == PromptMode.Always) return said.EachSignIn;
        var after = session.FactorMinutes == 0 ? texts.Security.Unlimited : Lasting.Of(texts.Security, session.FactorMinutes);
        return Sentence.Plain(session.PromptMode == PromptMode.Device ? said.OncePerDevice : said.OncePerSession, after);
    }

    private static IReadOnlyList<(string, string)> Of(AppAction app, Texts texts)
    {
        var said = texts.Policy;
        if (app.Deny) return [(said.Access, said.KeptOut)];
        var proof = new List<string> { app.TwoFactors ? said.TwoFactors : said.OneFactor };
        if (app.Password) proof.Add(app.PasswordAgainIn is { } again ? $"{said.WithPassword} ({Again(again, texts)})" : said.WithPassword);
        var demand = AppConstraints.Demand(app);
        if (demand.PhishingResistant) proof.Add(said.PhishingResistant);
        if (demand.Key.Bound) proof.Add(said.DeviceBound);
        if (demand.Key.Hardware) proof.Add(said.InHardware);
        if (demand.Key.Verified) proof.Add(said.OwnerVerified);
        if (demand.Presence) proof.Add(said.OwnerPresent);
        if (demand.Methods.Count > 0) proof.Add($"{said.OneOfThem}: {string.Join(", ", demand.Methods.Select(key => Authenticators.Name(texts, key)))}");
        return [(said.Access, said.LetIn), (said.Proof, string.Join("; ", proof)), (said.SignInAgain, Again(app.ReauthenticateIn, texts))];
    }

    private static string YesNo(bool yes, Texts texts) => yes ? texts.Policy.Yes : texts.Policy.No;
}
