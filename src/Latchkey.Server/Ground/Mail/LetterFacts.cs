namespace Latchkey.Server.Ground.Mail;

/// <summary>What a letter tells, for an org that has words of its own for it.</summary>
/// <param name="Template">Which mail it is, by the contract's names (§3.8).</param>
/// <param name="Brand">How it looks.</param>
/// <param name="Language">What its reader speaks, as a tag of RFC 5646.</param>
/// <param name="Values">Variables by name.</param>
internal sealed record LetterFacts(string Template, string Brand, string Language, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>To whom it goes, by id; empty: to nobody who is known here.</summary>
    public string ReaderId { get; init; } = "";

    /// <summary>The same with the org's own address in every link, where it came about at another: what administrators get.</summary>
    public Letter? AtHome { get; init; }

    public override string ToString() => Template;      // its values may open an account
}
