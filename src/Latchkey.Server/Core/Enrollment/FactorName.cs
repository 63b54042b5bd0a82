using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Enrollment;

/// <summary>What its owner calls a factor.</summary>
internal sealed record FactorName
{
    public const int Longest = 50;

    private FactorName(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="RuleException">It is blank or too long, or more than one line.</exception>
    public static FactorName Of(string? given)
    {
        var name = TextRules.Name(given, Longest);
        if (name.Any(char.IsControl)) throw new RuleException("name", "must not have control characters");
        return new(TextRules.Name(Sentence.Clean(name), Longest));
    }

    public override string ToString() => Text;
}
