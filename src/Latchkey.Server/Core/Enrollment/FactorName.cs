using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Enrollment;

/// <summary>What its owner calls a factor.</summary>
public sealed record FactorName
{
    public const int Longest = 60;

    private FactorName(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="RuleException">It is blank or too long.</exception>
    public static FactorName Of(string? given) => new(TextRules.Name(Sentence.Clean(given ?? ""), Longest));

    public override string ToString() => Text;
}
