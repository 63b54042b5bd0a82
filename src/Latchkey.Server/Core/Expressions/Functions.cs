using System.Diagnostics.CodeAnalysis;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Expressions;

/// <summary>Every function there is. Contract §3.4; what Okta documents of each holds here.</summary>
internal static class Functions
{
    private const int Any = int.MaxValue;

    private static readonly Dictionary<string, Function> All = new(StringComparer.Ordinal)
    {
        ["String.append"] = new(2, 2, call => Values.Bounded(call.Text(0), call.Text(1), call.Position)),
        ["String.join"] = new(2, Any, call => call.Joined(call.Text(0), Enumerable.Range(1, call.Count - 1).Select(call.Text))),
        ["String.len"] = new(1, 1, call => (long)call.Text(0).Length),
        ["String.removeSpaces"] = new(1, 1, call => call.TextOrNull(0)?.Replace(" ", "", StringComparison.Ordinal)),
        ["String.replace"] = new(3, 3, call => call.TextOrNull(0) is { } text ? call.Replaced(text, call.Text(1), call.Text(2), Any) : null),
        ["String.replaceFirst"] = new(3, 3, call => call.TextOrNull(0) is { } text ? call.Replaced(text, call.Text(1), call.Text(2), 1) : null),
        ["String.startsWith"] = new(2, 2, call => call.TextOrNull(0)?.StartsWith(call.Text(1), StringComparison.Ordinal) is true, GivesTruth: true),
        ["String.stringContains"] = new(2, 2, call => call.TextOrNull(0)?.Contains(call.Text(1), StringComparison.Ordinal) is true, GivesTruth: true),
        ["String.stringSwitch"] = new(4, Any, Switch, GivesTruth: null),
        ["String.substring"] = new(3, 3, Substring),
        ["String.substringAfter"] = new(2, 2,
            call => call.TextOrNull(0) is { } text ? call.Found(text, 1) is var (at, length) && at >= 0 ? text[(at + length)..] : "" : null),
        ["String.substringBefore"] = new(2, 2,
            call => call.TextOrNull(0) is { } text ? call.Found(text, 1) is var (at, _) && at >= 0 ? text[..at] : text : null),
        ["String.toLowerCase"] = new(1, 1, call => call.TextOrNull(0)?.ToLowerInvariant()),
        ["String.toUpperCase"] = new(1, 1, call => call.TextOrNull(0)?.ToUpperInvariant()),

        ["Arrays.add"] = new(2, 2, call => call.Sized([.. call.List(0), Values.Item(call[1], call.Position)])),
        ["Arrays.clear"] = new(1, 1, _ => Array.Empty<object?>()),
        ["Arrays.contains"] = new(2, 2, call => call.List(0).Any(item => Values.Same(item, call[1])), GivesTruth: true),
        ["Arrays.flatten"] = new(
            1, Any, call =>
            call.Sized([.. Enumerable.Range(0, call.Count).SelectMany(i => call[i] is object?[] list ? list : [Values.Item(call[i], call.Position)])])),
        ["Arrays.get"] = new(2, 2, call => call.Number(1) is long at && at >= 0 && at < call.List(0).Length ? call.List(0)[at] : null, GivesTruth: null),
        ["Arrays.isEmpty"] = new(1, 1, call => call.List(0).Length == 0, GivesTruth: true),
        ["Arrays.remove"] = new(2, 2, call => call.List(0).Where(item => !Values.Same(item, call[1])).ToArray()),
        ["Arrays.size"] = new(1, 1, call => (long)call.List(0).Length),
        ["Arrays.toCsvString"] = new(1, 1, call => call.Joined(",", call.List(0).Select(item => Values.Text(item, call.Position) ?? ""))),

        ["Convert.toInt"] = new(1, 1, call => call.Number(0) switch { null => null, long whole => whole, double number => call.Whole(number), _ => null }),
        ["Convert.toNum"] = new(1, 1, call => call.Number(0)),
        ["Time.now"] = new(0, 0, call => ApiJson.Date(call.Subject.Now), LooksAround: true),
        ["user.getInternalProperty"] = new(1, 1, call => Attributes.Internal(call.Subject, call.Text(0)), LooksAround: true, GivesTruth: null),

        ["isMemberOfGroup"] = new(1, 1, call => call.InGroup(group => group.Id == call.Text(0)), AsksForGroups: true, GivesTruth: true),
        ["isMemberOfAnyGroup"] = new(1, Any, call => call.InGroup(group => Enumerable.Range(0, call.Count).Any(i => call.Text(i) == group.Id)),
            AsksForGroups: true, GivesTruth: true),
        ["isMemberOfGroupName"] = new(1, 1, call => call.InGroup(group => group.Name == call.Text(0)), AsksForGroups: true, GivesTruth: true),
        ["isMemberOfGroupNameStartsWith"] = new(1, 1, call => call.InGroup(group => group.Name.StartsWith(call.Text(0), StringComparison.Ordinal)),
            AsksForGroups: true, GivesTruth: true),
        ["isMemberOfGroupNameContains"] = new(1, 1, call => call.InGroup(group => group.Name.Contains(call.Text(0), StringComparison.Ordinal)),
            AsksForGroups: true, GivesTruth: true),
        ["getFilteredGroups"] = new(3, 3, call => call.OfGroups(), AsksForGroups: true),
        ["Groups.startsWith"] = new(3, 3, call => call.GroupNames((name, part) => name.StartsWith(part, StringComparison.Ordinal)), AsksForGroups: true),
        ["Groups.contains"] = new(3, 3, call => call.GroupNames((name, part) => name.Contains(part, StringComparison.Ordinal)), AsksForGroups: true),
        ["Groups.endsWith"] = new(3, 3, call => call.GroupNames((name, part) => name.EndsWith(part, StringComparison.Ordinal)), AsksForGroups: true),
    };

    public static bool TryFind(string name, [NotNullWhen(true)] out Function? function) => All.TryGetValue(name, out function);

    /// <summary>The value of the first key that the text contains; otherwise the second argument.</summary>
    private static object? Switch(Call call)
    {
        if (call.Count % 2 != 0) throw call.Fail("takes a text, a default and then pairs of a key and a value");
        var text = call.Text(0);
        for (var i = 2; i < call.Count; i += 2)
            if (text.Contains(call.Text(i), StringComparison.Ordinal)) return call[i + 1];
        return call[1];
    }

    private static string? Substring(Call call)
    {
        if (call.TextOrNull(0) is not { } text) return null;
        if (call.Number(1) is not long start || call.Number(2) is not long end) throw call.Fail("takes a text and two whole numbers");
        return start >= 0 && start <= end && end <= text.Length ? text[(int)start..(int)end] : throw call.Fail("was asked for more than the text holds");
    }
}
