namespace Latchkey.Bench;

/// <summary>What the rounds measured: the middle one, the least and the most.</summary>
internal sealed record Spread(double Middle, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToList();
        if (sorted.Count == 0) return new(double.NaN, double.NaN, double.NaN);
        var half = sorted.Count / 2;
        return new(sorted.Count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>By how much of the middle the rounds differ.</summary>
    public double Width => (Most - Least) / Middle;
}
