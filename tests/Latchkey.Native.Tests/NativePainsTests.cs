using System.Reflection;
using System.Text.RegularExpressions;

namespace Latchkey.Native.Tests;

/// <summary>What the document promises, a test keeps.</summary>
public sealed partial class NativePainsTests
{
    private static readonly string[] Rows = [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "reference", "native-pains.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];

    [Fact]
    public void Every_test_the_document_names_exists()
    {
        var known = Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>(inherit: true).Any()).Select(method => $"{method.DeclaringType!.Name}.{method.Name}").ToHashSet();
        known.UnionWith(OnPhones());
        var named = Rows.SelectMany(row => TestName().Matches(row)).Select(match => match.Groups[1].Value).ToList();
        named.Count.ShouldBeGreaterThan(40);
        named.Where(name => !known.Contains(name)).ShouldBeEmpty();
    }

    /// <summary>Those of the phones are compiled with declarations of their platforms, and so elsewhere.</summary>
    private static IEnumerable<string> OnPhones() =>
        from file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Latchkey.Native.Phone.Tests"), "*.cs")
        let text = File.ReadAllText(file)
        from method in TestMethod().Matches(text)
        let type = TestClass().Matches(text[..method.Index])[^1]
        select $"{type.Groups[1].Value}.{method.Groups[1].Value}";

    [Fact]
    public void Every_pain_and_every_capability_that_works_names_a_test()
    {
        Rows.Where(row => row.Split('|')[2].Trim() is "Y" or "P").Where(row => !TestName().IsMatch(row) && !row.Contains("analyzers", StringComparison.Ordinal)).ShouldBeEmpty();
        Rows.TakeWhile(row => !row.StartsWith("| Capability", StringComparison.Ordinal)).Skip(1).Where(row => !TestName().IsMatch(row)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_cell_about_others_says_where_it_was_read()
    {
        var table = Rows.SkipWhile(row => !row.Contains("| Latchkey.Native |", StringComparison.Ordinal)).ToList();
        var others = table[0].Split('|')[3..^1];
        others.Length.ShouldBe(6);
        table.Count.ShouldBeGreaterThan(10);
        foreach (var row in table.Skip(1))
        {
            var cells = row.Split('|')[3..^1].Select(cell => cell.Trim()).ToList();
            cells.Count.ShouldBe(others.Length, row);
            cells.Where(cell => !cell.Contains('`', StringComparison.Ordinal) && cell is not ("none found" or "stores nothing")).ShouldBeEmpty(row);
        }
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests\\.[A-Z]\\w+)`", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex TestName();

    [GeneratedRegex("^    public (?:async Task|void) (\\w+)\\(", RegexOptions.CultureInvariant | RegexOptions.Multiline, 60_000)]
    private static partial Regex TestMethod();

    [GeneratedRegex("^public (?:sealed |abstract |static |partial )*class (\\w+)", RegexOptions.CultureInvariant | RegexOptions.Multiline, 60_000)]
    private static partial Regex TestClass();
}
