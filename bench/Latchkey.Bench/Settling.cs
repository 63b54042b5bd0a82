namespace Latchkey.Bench;

/// <summary>When a server has become as cheap as it will. Costs are those of windows of two seconds, in their order.</summary>
internal static class Settling
{
    /// <summary>Ten seconds.</summary>
    private const int Windows = 5;

    /// <summary>Cheaper by less than this is no news.</summary>
    private const double Noticeable = 0.01;

    /// <summary>Over the windows looked at, the line may rise or fall by this share of the cost.</summary>
    private const double Flat = 0.03;

    public static bool IsOver(IReadOnlyList<double> costs)
    {
        if (costs.Count < 2 * Windows) return false;
        var (before, last) = (costs.Take(costs.Count - Windows), costs.Skip(costs.Count - Windows).ToList());
        return last.Min() > before.Min() * (1 - Noticeable) && Math.Abs(Slope(last)) * (Windows - 1) < Flat * last.Average();
    }

    /// <summary>Of the straight line nearest to the points.</summary>
    private static double Slope(List<double> values)
    {
        var (middle, mean) = ((values.Count - 1) / 2.0, values.Average());
        return values.Select((value, i) => (i - middle) * (value - mean)).Sum() / values.Select((_, i) => (i - middle) * (i - middle)).Sum();
    }
}
