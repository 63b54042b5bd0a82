namespace Latchkey.Server.Faces.Console.Reporting.Insights;

/// <summary>The pages of Reports &gt; Insights.</summary>
public enum InsightTab
{
    Failures,
    Factors,
    Idle,
    Refreshes,
    Slow,
}
