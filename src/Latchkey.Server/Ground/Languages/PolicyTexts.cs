namespace Latchkey.Server.Ground.Languages;

/// <summary>What the console says about policies.</summary>
public sealed partial record PolicyTexts
{
    // The pages
    public required string Policies { get; init; }
    public required string PoliciesLead { get; init; }
    public required string Kinds { get; init; }
    public required string PagesOfPolicy { get; init; }
    public required string GlobalSession { get; init; }
    public required string GlobalSessionMeans { get; init; }
    public required string AppSignOn { get; init; }
    public required string AppSignOnMeans { get; init; }
    public required string Passwords { get; init; }
    public required string PasswordsMean { get; init; }
    public required string Enrollment { get; init; }
    public required string EnrollmentMeans { get; init; }
    public required string SignUp { get; init; }
    public required string SignUpMeans { get; init; }
    public required string Routing { get; init; }
    public required string RoutingMeans { get; init; }
    public required string SignInAt { get; init; }
    public required string SignInHere { get; init; }
    public required string IfTyped { get; init; }
    public required string PatternsHint { get; init; }
    public required string AddPolicy { get; init; }
    public required string AddRule { get; init; }
    public required string Rules { get; init; }
    public required string RulesMean { get; init; }
    public required string RuleCount { get; init; }
    public required string MoveUp { get; init; }
    public required string MoveDown { get; init; }
    public required string Whom { get; init; }
    public required string WhoseAppsNameIt { get; init; }
    public required string SystemPolicyMeans { get; init; }
    public required string SystemRuleMeans { get; init; }
    public required string DeletePolicyMeans { get; init; }
    public required string NoApps { get; init; }

    // When a rule is for somebody
    public required string If { get; init; }
    public required string IfMeans { get; init; }
    public required string Always { get; init; }
    public required string Not { get; init; }
    public required string IfPeople { get; init; }
    public required string IfNetwork { get; init; }
    public required string IfApp { get; init; }
    public required string IfDevice { get; init; }
    public required string KnownDevice { get; init; }
    public required string NewDevice { get; init; }
    public required string AnyZone { get; init; }
    public required string InGroups { get; init; }
    public required string NotInGroups { get; init; }
    public required string ThePeople { get; init; }
    public required string NotThePeople { get; init; }
    public required string FromZones { get; init; }
    public required string NotFromZones { get; init; }
    public required string GroupsHint { get; init; }
    public required string PeopleHint { get; init; }
    public required string AppsHint { get; init; }

    // What then
    public required string Then { get; init; }
    public required string Yes { get; init; }
    public required string No { get; init; }
    public required string Allowed { get; init; }
    public required string NotAllowed { get; init; }
    public required string Access { get; init; }
    public required string LetIn { get; init; }
    public required string KeptOut { get; init; }
    public required string KeptOutMeans { get; init; }
    public required string FirstProof { get; init; }
    public required string AnyProof { get; init; }
    public required string AnyProofMeans { get; init; }
    public required string PasswordFirst { get; init; }
    public required string PasswordFirstMeans { get; init; }
    public required string SecondFactor { get; init; }
    public required string OfEverybody { get; init; }
    public required string OfWhoHasOne { get; init; }
    public required string RequireFactor { get; init; }
    public required string RequireFactorMeans { get; init; }
    public required string AskedAgain { get; init; }
    public required string EachSignIn { get; init; }
    public required string OncePerDevice { get; init; }
    public required string OncePerSession { get; init; }
    public required string OnceDevice { get; init; }
    public required string OnceDeviceMeans { get; init; }
    public required string OnceSession { get; init; }
    public required string FactorMinutes { get; init; }
    public required string RememberByDefault { get; init; }
    public required string SessionEnds { get; init; }
    public required string SessionLength { get; init; }
    public required string IdleMinutes { get; init; }
    public required string LifetimeMinutes { get; init; }
    public required string SurvivesBrowser { get; init; }
    public required string Proof { get; init; }
    public required string OneFactor { get; init; }
    public required string OneFactorMeans { get; init; }
    public required string TwoFactors { get; init; }
    public required string TwoFactorsMean { get; init; }
    public required string WithPassword { get; init; }
    public required string PhishingResistant { get; init; }
    public required string PhishingResistantMeans { get; init; }
    public required string SignInAgain { get; init; }
    public required string NeverAgain { get; init; }
    public required string EachTime { get; init; }
    public required string After { get; init; }
    public required string MayChange { get; init; }
    public required string MayChangeMeans { get; init; }
    public required string MayReset { get; init; }
    public required string MayResetMeans { get; init; }
    public required string MayUnlock { get; init; }
    public required string MayUnlockMeans { get; init; }
    public required string AskedToEnroll { get; init; }
    public required string AtLogin { get; init; }
    public required string AtLoginMeans { get; init; }
    public required string AtChallenge { get; init; }
    public required string AtChallengeMeans { get; init; }
    public required string Never { get; init; }
    public required string NeverMeans { get; init; }
    public required string MayRegister { get; init; }
    public required string PutInto { get; init; }

    // Passwords
    public required string Complexity { get; init; }
    public required string MinLength { get; init; }
    public required string AtLeast { get; init; }
    public required string Lower { get; init; }
    public required string Upper { get; init; }
    public required string Digits { get; init; }
    public required string Symbols { get; init; }
    public required string Repeated { get; init; }
    public required string ExcludeCommon { get; init; }
    public required string ExcludeCommonMeans { get; init; }
    public required string ExcludeLogin { get; init; }
    public required string ExcludeFirst { get; init; }
    public required string ExcludeLast { get; init; }
    public required string Ages { get; init; }
    public required string MaxAge { get; init; }
    public required string MaxAgeDays { get; init; }
    public required string WarnDays { get; init; }
    public required string MinAgeMinutes { get; init; }
    public required string History { get; init; }
    public required string ZeroNever { get; init; }
    public required string Locks { get; init; }
    public required string Attempts { get; init; }
    public required string Unlock { get; init; }
    public required string UnlockMinutes { get; init; }
    public required string ZeroByHand { get; init; }
    public required string ResetByMail { get; init; }
    public required string LinkMinutes { get; init; }

    // Authenticators
    public required string WhichAuthenticators { get; init; }
    public required string AuthenticatorApp { get; init; }
    public required string Passkeys { get; init; }
    public required string Required { get; init; }
    public required string OptionalOnes { get; init; }

    // What would happen
    public required string Simulate { get; init; }
    public required string SimulateMeans { get; init; }
    public required string FromAddress { get; init; }
    public required string NotSaid { get; init; }
    public required string Ask { get; init; }
    public required string Decides { get; init; }
    public required string Undecided { get; init; }
    public required string AllAsked { get; init; }
    public required string Fits { get; init; }
    public required string FitsNot { get; init; }
    public required string Depends { get; init; }
    public required string NoAddress { get; init; }
    public required string NotAssigned { get; init; }
    public required string NotActive { get; init; }
    public required string AppInactive { get; init; }
}
