using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Accounts;

/// <summary>What came of asking an org's hook about somebody who makes an account.</summary>
internal abstract record SignUpAnswer
{
    private SignUpAnswer()
    {
    }

    /// <summary>They may, with this profile.</summary>
    internal sealed record Allowed(UserDraft Draft) : SignUpAnswer;

    /// <summary>They may not.</summary>
    /// <param name="Sentence">In the words of the hook, for the person; null: it has none, or gave no answer.</param>
    internal sealed record Denied(string? Sentence) : SignUpAnswer;
}
