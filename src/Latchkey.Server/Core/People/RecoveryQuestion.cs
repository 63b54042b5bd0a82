using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>A question that only its owner can answer, and what is stored of the answer. Contract §3.2, recovery question.</summary>
internal sealed record RecoveryQuestion(string Question, string AnswerHash)
{
    private const int Longest = 100;
    private const int ShortestAnswer = 4;

    /// <exception cref="RuleException">It is none.</exception>
    public static async Task<RecoveryQuestion> Of(string? question, string? answer, PasswordHashing hashing, CancellationToken ct)
    {
        var asked = question?.Trim() ?? "";
        if (asked.Length is 0 or > Longest || asked.Any(char.IsControl))
            throw new RuleException("recovery_question", $"question: must have between 1 and {Longest} characters");
        var said = Settled(answer ?? "");
        if (said.Length is < ShortestAnswer or > Longest)
            throw new RuleException("recovery_question", $"answer: must have between {ShortestAnswer} and {Longest} characters");
        return new(asked, await hashing.Hash(said, ct));
    }

    /// <summary>As it is compared: people remember words, not how they wrote them.</summary>
    public static string Settled(string answer) => Identifiers.Canonical(answer);

    public override string ToString() => "(a recovery question)";
}
