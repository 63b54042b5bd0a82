using System.Reflection;
using System.Text.RegularExpressions;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>docs/reference/conformance.md names for each module the test that does what it does. Neither may say more than the other.</summary>
public sealed partial class ConformanceDocumentTests
{
    private sealed record Row(string Module, string Test);

    [Fact]                                                             // oidc-checks §1, §2, §3, §4, §5, §6 and §7
    public void Each_module_in_the_document_has_its_test_and_each_test_its_row()
    {
        var root = Repository.Root;
        var cited = Directory.EnumerateFiles(Path.Combine(root, "tests", "Latchkey.Server.Tests", "Conformance"), "*.cs").SelectMany(Citations).ToLookup(one => one.Test, one => one.Module);
        var tests = typeof(ConformanceDocumentTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ConformanceDocumentTests).Namespace && !type.IsAbstract)
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => (Plan: type.Name, Method: method)))
            .SelectMany(test => cited[$"{test.Method.DeclaringType!.Name}.{test.Method.Name}"].Select(module => new Row(module, $"{test.Plan}.{test.Method.Name}"))).ToArray();
        tests.Length.ShouldBeGreaterThan(200);

        var rows = File.ReadLines(Path.Combine(root, "docs", "reference", "conformance.md")).Select(line => DocumentRow().Match(line)).Where(row => row.Success).ToArray();
        rows.Select(row => new Row(row.Groups["module"].Value, row.Groups["test"].Value)).ShouldBe(tests, ignoreOrder: true);
        foreach (var row in rows)
        {
            row.Groups["outcome"].Value.ShouldMatch("^(passes|passes with the warning .+|skipped because .+)$");
            File.Exists(Path.Combine(root, "docs", "reference", row.Groups["file"].Value)).ShouldBeTrue(row.Value);
        }
    }

    /// <summary>The modules each test cites, by the class that declares it.</summary>
    private static IEnumerable<Row> Citations(string path)
    {
        string? type = null, modules = null;
        foreach (var line in File.ReadLines(path))
        {
            if (TypeName().Match(line) is { Success: true } name) type = name.Groups[1].Value;
            else if (Attribute().Match(line) is { Success: true } attribute) modules = attribute.Groups[1].Value;
            else if (modules is not null && TestName().Match(line) is { Success: true } test)
            {
                foreach (Match module in Module().Matches(modules)) yield return new Row(module.Value, $"{type}.{test.Groups[1].Value}");
                modules = null;
            }
        }
    }

    [GeneratedRegex(@"^\| `(?<module>[^`]+)` \| (?<outcome>[^|]+) \| \[(?<test>[\w.]+)\]\((?<file>[^)]+)\) \|$", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex DocumentRow();

    [GeneratedRegex(@"^public .*class (\w+)", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^    \[Fact\]\s*// (.+)$", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^    public (?:async )?Task (\w+)\(", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"\b(?:oidcc|fapi2)-[a-zA-Z0-9_\-]+[a-zA-Z0-9]\b", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Module();
}
