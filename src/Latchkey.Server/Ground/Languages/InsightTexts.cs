namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of Reports, of the log’s searches, and of what people prove themselves with.</summary>
public sealed partial record InsightTexts
{
    // Reports
    public required string Insights { get; init; }
    public required string Failures { get; init; }
    public required string FailuresMean { get; init; }
    public required string NoFailures { get; init; }
    public required string Factors { get; init; }
    public required string FactorsMean { get; init; }
    public required string NoFactors { get; init; }
    public required string Idle { get; init; }
    public required string IdleMeans { get; init; }
    public required string NoIdle { get; init; }
    public required string Refreshes { get; init; }
    public required string RefreshesMean { get; init; }
    public required string NoRefreshes { get; init; }
    public required string Repeats { get; init; }
    public required string Thefts { get; init; }
    public required string Slow { get; init; }
    public required string SlowMeans { get; init; }
    public required string NoSlow { get; init; }
    public required string NothingToShow { get; init; }

    // Columns
    public required string Cause { get; init; }
    public required string SignIns { get; init; }
    public required string Factor { get; init; }
    public required string SetUp { get; init; }
    public required string App { get; init; }
    public required string DaysIdle { get; init; }
    public required string LastUsed { get; init; }
    public required string NeverUsed { get; init; }
    public required string Times { get; init; }
    public required string Route { get; init; }
    public required string P95 { get; init; }
    public required string Longest { get; init; }
    public required string Requests { get; init; }

    // The log
    public required string IsLive { get; init; }
    public required string Watch { get; init; }
    public required string StopLive { get; init; }
    public required string SavedSearches { get; init; }
    public required string SaveSearchAs { get; init; }
    public required string SaveSearch { get; init; }
    public required string SearchNotSaved { get; init; }

    // Authenticators
    public required string Authenticators { get; init; }
    public required string AuthenticatorsLead { get; init; }
}
