using System.Globalization;
using System.Text;
using Latchkey.Server.Core.Membership;

namespace Latchkey.Server.Core.Expressions;

/// <summary>One call of a function: its arguments, already computed, as what it needs them to be.</summary>
internal sealed class Call(string name, object?[] args, ClaimSubject subject, int position)
{
    public int Count => args.Length;
    public int Position => position;
    public ClaimSubject Subject => subject;
    public object? this[int i] => args[i];

    public ExpressionException Fail(string problem) => new($"'{name}' {problem}", position);

    /// <summary>What is not there is the empty text.</summary>
    public string Text(int i) => TextOrNull(i) ?? "";

    /// <summary>A list is its items with spaces between them: that is how scopes are written.</summary>
    public string? TextOrNull(int i) =>
        args[i] is object?[] list ? Joined(" ", list.Select(item => Values.Text(item, position) ?? "")) : Values.Text(args[i], position);

    /// <summary>What is not there is the empty list.</summary>
    public object?[] List(int i) =>
        args[i] switch { null => [], object?[] list => list, _ => throw Fail($"takes a list, not the {(i == 0 ? "value" : "values")} it was given") };

    /// <summary>A <see cref="long"/>, a <see cref="double"/>, or null for null.</summary>
    public object? Number(int i) => args[i] switch
    {
        null or long or double => args[i],
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        string text when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
            Values.Finite(number, position),
        _ => throw Fail("takes a number"),
    };

    public long Whole(double number) =>
        Math.Abs(number) < 9e18 ? (long)Math.Round(number, MidpointRounding.AwayFromZero) : throw Fail("was given too large a number");

    public object?[] Sized(object?[] list) => list.Length <= Values.LongestList ? list : throw Fail($"made a list of more than {Values.LongestList} items");

    /// <summary>Where a part begins, and how long it is; -1 where it is not.</summary>
    public (int At, int Length) Found(string text, int i) => (text.IndexOf(Text(i), StringComparison.Ordinal), Text(i).Length);

    public string Joined(string separator, IEnumerable<string> parts)
    {
        var joined = new StringBuilder();
        var first = true;
        foreach (var part in parts)
        {
            if (!first) joined.Append(separator);
            joined.Append(part);
            first = false;
            if (joined.Length > Values.LongestText) throw Fail($"made a text of more than {Values.LongestText} characters");
        }
        return joined.ToString();
    }

    public string Replaced(string text, string part, string by, int times)
    {
        if (part.Length == 0) return text;
        var (result, from) = (new StringBuilder(), 0);
        for (int found; times > 0 && (found = text.IndexOf(part, from, StringComparison.Ordinal)) >= 0; times--)
        {
            result.Append(text, from, found - from).Append(by);
            from = found + part.Length;
            if (result.Length > Values.LongestText) break;
        }
        result.Append(text, from, text.Length - from);
        return result.Length <= Values.LongestText ? result.ToString() : throw Fail($"made a text of more than {Values.LongestText} characters");
    }

    public bool InGroup(Func<Group, bool> which) => subject.Groups.Any(which);

    /// <summary>What the groups that are named by their ids, and that the person is in, have in one attribute: <c>group.name</c>.</summary>
    public object?[] OfGroups()
    {
        if (Number(2) is not long most || most is < 1 or > 100) throw Fail("takes a number of groups between 1 and 100");
        var attribute = Text(1).Split('.') switch
        {
            ["group", var plain] => plain,
            ["group", "profile", var plain] => plain,
            _ => throw Fail("takes group.name, or another attribute of a group"),
        };
        var wanted = List(0).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Sized([.. subject.Groups.Where(group => wanted.Contains(group.Id)).Take((int)most).Select(group => Attributes.OfGroup(group, attribute))
            .SelectMany(value => value is object?[] list ? list : [value]).Where(value => value is not null)]);
    }

    /// <summary>Groups of this directory; the first argument names another one at Okta, and none is known here.</summary>
    public object?[] GroupNames(Func<string, string, bool> which)
    {
        if (Number(2) is not long most || most is < 1 or > 100) throw Fail("takes a number of groups between 1 and 100");
        return Text(0) != "OKTA" ? [] : [.. subject.Groups.Where(group => which(group.Name, Text(1))).Take((int)most).Select(group => (object?)group.Name)];
    }
}
