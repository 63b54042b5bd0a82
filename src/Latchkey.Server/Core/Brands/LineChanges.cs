namespace Latchkey.Server.Core.Brands;

/// <summary>Which lines of a text were taken out and which came in, with the others around them.</summary>
internal static class LineChanges
{
    /// <summary>Cells of the table that is filled for it. Beyond, everything between the first and the last difference is told as one change.</summary>
    private const int MostCells = 4_000_000;

    /// <summary>Lines around a change that say where it is.</summary>
    private const int Around = 3;

    /// <param name="before">As it was.</param>
    /// <param name="after">As it is.</param>
    /// <returns>Nothing where both say the same; a null line stands where lines are left out that are in both.</returns>
    public static IReadOnlyList<LineChange?> Between(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var all = Whole(old, now);
        if (all.All(line => line.Kind == LineChangeKind.Same)) return [];
        var shown = new List<LineChange?>();
        for (var i = 0; i < all.Count; i++)
        {
            var near = all[Math.Max(0, i - Around)..Math.Min(all.Count, i + Around + 1)].Any(line => line.Kind != LineChangeKind.Same);
            if (near) shown.Add(all[i]);
            else if (shown.Count == 0 || shown[^1] is not null) shown.Add(null);
        }
        return shown;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');

    private static List<LineChange> Whole(string[] old, string[] now)
    {
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start]) start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)]) end++;
        return
        [
            .. old[..start].Select(Same),
            .. Middle(old[start..(old.Length - end)], now[start..(now.Length - end)]),
            .. old[(old.Length - end)..].Select(Same),
        ];
    }

    /// <summary>By the longest sequence of lines that both have.</summary>
    private static IEnumerable<LineChange> Middle(string[] old, string[] now)
    {
        if ((long)(old.Length + 1) * (now.Length + 1) > MostCells) return [.. old.Select(Gone), .. now.Select(Come)];
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var lines = new List<LineChange>();
        for (var (i, j) = (0, 0); i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add(Same(old[i++]));
                j++;
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1])) lines.Add(Gone(old[i++]));
            else lines.Add(Come(now[j++]));
        }
        return lines;
    }

    private static LineChange Same(string text) => new(LineChangeKind.Same, text);

    private static LineChange Gone(string text) => new(LineChangeKind.Gone, text);

    private static LineChange Come(string text) => new(LineChangeKind.Come, text);
}
