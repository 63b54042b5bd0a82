namespace Latchkey.Cli.Files;

/// <summary>What was done with one thing, or would be.</summary>
/// <param name="Done"><c>created</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="What">The kind of thing and its name, behind those it belongs to.</param>
/// <param name="Differences">What is different, a line each.</param>
public sealed record Step(string Done, string What, IReadOnlyList<string> Differences)
{
    public const string Created = "created", Changed = "changed", Removed = "removed";

    public override string ToString() => $"{Sign} {What}{string.Concat(Differences.Select(line => $"\n      {line}"))}";

    private string Sign => Done switch { Created => "+", Removed => "-", _ => "~" };
}
