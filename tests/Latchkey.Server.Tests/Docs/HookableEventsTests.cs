using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Hooks;

namespace Latchkey.Server.Tests.Docs;

/// <summary>Whoever adds an event to the log says whether hooks can be told of it.</summary>
public sealed partial class HookableEventsTests
{
    /// <summary>Written for every token or authorization request, or about event hooks.</summary>
    [GeneratedRegex(@"^(app\.oauth2\.(as\.)?(token\.grant|authorize)|event_hook\.)", RegexOptions.None, 60_000)]
    private static partial Regex Unfollowed();

    [GeneratedRegex(@"new(\(| LogEntry\()\s*(LogEntry\.SignIn|""(?<type>[a-z0-9_]+(\.[a-z0-9_]+)+)"")", RegexOptions.None, 60_000)]
    private static partial Regex Written();

    [Fact]
    public void Every_event_of_the_log_can_be_followed_or_is_one_of_those_that_cannot()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Latchkey.Server"), "*.cs", SearchOption.AllDirectories).Where(path => !path.EndsWith("HookableEvents.cs", StringComparison.Ordinal));
        var written = sources.SelectMany(path => Written().Matches(File.ReadAllText(path))).Select(match => match.Groups["type"].Value).Where(type => type.Length > 0).ToHashSet(StringComparer.Ordinal);
        written.Count.ShouldBeGreaterThan(90);
        written.Where(type => !HookableEvents.All.Contains(type) && !Unfollowed().IsMatch(type)).ShouldBeEmpty();
        HookableEvents.All.Where(type => Unfollowed().IsMatch(type)).ShouldBeEmpty();
    }

    [Fact]
    public void The_reference_lists_them()
    {
        var page = new StringBuilder("# Events that a hook can be told of\n\nWritten by `HookableEventsTests` (LATCHKEY_ACCEPT=1). What is written for every token or authorization request, and what happens to event hooks\nthemselves, is in the log alone.\n");
        foreach (var family in HookableEvents.All.Order(StringComparer.Ordinal).GroupBy(type => type.Split('.')[0])) page.Append(CultureInfo.InvariantCulture, $"\n- {string.Join(", ", family.Select(type => $"`{type}`"))}\n");
        var file = Path.Combine(Repository.Root, "docs", "reference", "events.md");
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(file, page.ToString());
        File.ReadAllText(file).ShouldBe(page.ToString(), "To write it anew: LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Server.Tests --filter HookableEvents");
    }
}
