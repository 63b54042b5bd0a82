using System.Text.Json.Nodes;
using Latchkey.Protocol;

namespace Latchkey.Cli.Apps;

/// <summary>How a list of an app is to become: another one, or the same with some more and some less.</summary>
public sealed record ListChange(IReadOnlyList<string>? Set, IReadOnlyList<string> Add, IReadOnlyList<string> Remove)
{
    public bool IsNone => Set is null && Add.Count == 0 && Remove.Count == 0;

    /// <param name="before">As it is; the order stays.</param>
    /// <param name="what">What it lists, for the person.</param>
    public IReadOnlyList<string> Of(IReadOnlyList<string> before, string what)
    {
        if (Remove.FirstOrDefault(one => !(Set ?? before).Contains(one)) is { } stranger)
            throw new CommandException($"{stranger} is not among the app's {what}: {(before.Count == 0 ? "there are none" : string.Join(", ", before))}.");
        return [.. (Set ?? before).Except(Remove).Union(Add)];
    }
}
