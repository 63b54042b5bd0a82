namespace Latchkey.Server.Ground.Languages;

public sealed partial record InsightTexts
{
    public static readonly InsightTexts English = new()
    {
        Insights = "Reports",
        Failures = "Failures by cause",
        FailuresMean = "Why sign-ins failed.",
        NoFailures = "No sign-in failed in this time.",
        Factors = "Factors in use",
        FactorsMean = "How many people have set up what beside the password.",
        NoFactors = "Nobody has set up a second factor yet.",
        Idle = "Apps nobody uses",
        IdleMeans = "Active apps that got no token in this time. What nobody uses is better switched off.",
        NoIdle = "Every active app got a token in this time.",
        Refreshes = "Refresh repeats and thefts",
        RefreshesMean = "A repeat is an answer that was lost, and is harmless. A theft ended everything that came of its sign-in.",
        NoRefreshes = "No refresh was repeated or stolen in this time.",
        Repeats = "repeats",
        Thefts = "thefts",
        Slow = "Slow requests",
        SlowMeans = "Since this server started, by what nineteen of twenty requests took at most.",
        NoSlow = "Nothing has been asked yet.",
        NothingToShow = "Nothing to show",

        Cause = "Cause",
        SignIns = "Sign-ins",
        Factor = "Factor",
        SetUp = "Set up",
        App = "App",
        DaysIdle = "Days without use",
        LastUsed = "Last used",
        NeverUsed = "never",
        Times = "Times",
        Route = "Route",
        P95 = "19 of 20 within",
        Longest = "Longest",
        Requests = "Requests",

        IsLive = "Live",
        Watch = "Watch live",
        StopLive = "Stop",
        SavedSearches = "Saved searches",
        SaveSearchAs = "Keep this search as",
        SaveSearch = "Keep",
        SearchNotSaved = "The search was not kept: it needs a name of at most 100 characters, and there may be 50.",

        Authenticators = "Authenticators",
        AuthenticatorsLead = "What people can prove themselves with. Who may set up which, enrollment policies say.",
    };
}
