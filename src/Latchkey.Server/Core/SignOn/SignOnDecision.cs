using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.SignOn;

/// <summary>What the policies of an org say of a sign-in, and which rules said so.</summary>
internal sealed record SignOnDecision
{
    /// <summary>Of the global session policy.</summary>
    public required RuleMatch Session { get; init; }
    /// <summary>Of the app's sign-on policy; null: there is no app.</summary>
    public RuleMatch? App { get; init; }
    /// <summary>Of the enrolment policy.</summary>
    public required RuleMatch Enrollment { get; init; }
    /// <summary>The one that keeps them out; null: none does.</summary>
    public RuleMatch? Denied { get; init; }
    /// <summary>What is still to be proven; of no matter where somebody is kept out.</summary>
    public AssuranceStep Step { get; init; }
    /// <summary>The second factors that would count.</summary>
    public Provable Counting { get; init; } = Provable.Nothing;
    /// <summary>What the one has to be that is asked for or set up; nothing where any will do.</summary>
    public PossessionDemand Demand { get; init; } = PossessionDemand.None;
    /// <summary>What of that which the app asked for is met as things stand; null: nothing, or nobody asked.</summary>
    public string? Acr { get; init; }
    /// <summary>The kinds of factor to choose from where one is to be set up.</summary>
    public IReadOnlyList<string> Enrolling { get; init; } = [];
    /// <summary>The kinds of factor that somebody who has none may set up on the way, and may leave for later.</summary>
    public IReadOnlyList<string> Offering { get; init; } = [];
    public required SessionLength Length { get; init; }

    public bool Allowed => Denied is null && Step == AssuranceStep.Enough;

    /// <summary>A rule keeps them out, or wants what they can never prove.</summary>
    public bool KeptOut => Denied is not null || Step == AssuranceStep.Unmet;

    /// <summary>For the log: which rule it was, and what it says.</summary>
    public string Sentence => $"{Decisive.Named} {Says}{(Constraints.Count == 0 ? "" : $": {string.Join(", ", Constraints)}")}.";

    /// <summary>What it is about them that decides, by the names of the contract: what is missing, or what the app's rule wanted and got.</summary>
    public IReadOnlyList<string> Constraints => Denied is not null ? []
        : Step == AssuranceStep.Enough ? App?.Rule.App?.Possession.Names ?? [] : Demand.Names;

    /// <summary>A device may be remembered, so that no second factor is asked for there for a while.</summary>
    public bool MayRemember => Session.Rule.Session!.PromptMode == PromptMode.Device;

    /// <summary>It is, unless the person says no.</summary>
    public bool RemembersByDefault => MayRemember && Session.Rule.Session!.RememberByDefault;

    /// <summary>Whether the enrolment policy wants everybody to have such a factor.</summary>
    public bool Requires(string type) => AuthenticatorKeys.KeyOf(type) is { } key && Enrollment.Policy.Enroll!.Of(key) == EnrollSettings.Required;

    /// <summary>Whether people set such a factor up themselves.</summary>
    public bool MayEnroll(string type) => SignOnRules.MayEnroll(Enrollment, type);

    /// <summary>Whose word it is, for the log: the app's where it asks for more than the session does.</summary>
    public RuleMatch Decisive => Denied
        ?? (App is { Rule.App: { TwoFactors: true } or { Password: true } or { Possession.IsNothing: false } } app ? app : Session);

    private string Says => Denied is not null ? "keeps the person out" : Step switch
    {
        AssuranceStep.Enough => "lets the person in",
        AssuranceStep.Password => "asks for the password",
        AssuranceStep.SecondFactor => "asks for a second factor",
        AssuranceStep.Enroll => "asks for a second factor to be set up",
        AssuranceStep.SignIn => "asks for a new sign-in",
        _ => "asks for more than the person can prove",
    };
}
