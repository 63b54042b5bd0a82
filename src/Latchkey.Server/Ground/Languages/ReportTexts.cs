namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about what happened.</summary>
public sealed partial record ReportTexts
{
    // The system log
    public required string SystemLog { get; init; }
    public required string Reports { get; init; }
    public required string LogLead { get; init; }
    public required string LogKeeps { get; init; }
    public required string NothingYet { get; init; }
    public required string NothingYetMeans { get; init; }
    public required string EventType { get; init; }
    public required string Actor { get; init; }
    public required string Target { get; init; }
    public required string Outcome { get; init; }
    public required string From { get; init; }
    public required string WholeEvent { get; init; }
    public required string AsApiHasIt { get; init; }
    public required string SearchWords { get; init; }
    public required string Time { get; init; }
    public required string LastHour { get; init; }
    public required string LastDay { get; init; }
    public required string LastWeek { get; init; }
    public required string LastMonth { get; init; }
    public required string AllOfIt { get; init; }
    public required string Between { get; init; }
    public required string MoreExactly { get; init; }
    public required string Filter { get; init; }
    public required string FilterHint { get; init; }
    public required string Since { get; init; }
    public required string Until { get; init; }
    public required string FailedSignIns { get; init; }
    public required string LockedAccounts { get; init; }
    public required string ConsoleEntries { get; init; }
    public required string RefusedThings { get; init; }
    public required string TakeAlong { get; init; }
    public required string ExportMeans { get; init; }
    public required string LinkToThis { get; init; }

    // Sign-ins over time
    public required string SignIns { get; init; }
    public required string SignInsLead { get; init; }
    public required string OverTime { get; init; }
    public required string InNumbers { get; init; }
    public required string SameAsTable { get; init; }
    public required string Succeeded { get; init; }
    public required string Failed { get; init; }
    public required string TimeUtc { get; init; }
    public required string NoSignIns { get; init; }
    public required string NoSignInsMeans { get; init; }
    public required string CountedUpTo { get; init; }
}
