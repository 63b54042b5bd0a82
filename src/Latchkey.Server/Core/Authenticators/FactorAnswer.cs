namespace Latchkey.Server.Core.Authenticators;

/// <summary>What somebody answers who is to prove who they are.</summary>
/// <param name="Text">What was typed, spaces and all; or what a device said, in JSON.</param>
/// <param name="Asked">The state of the challenge that it answers; null where there was none.</param>
/// <param name="ByProgram">It comes from a program's own form, and not from a page of this server.</param>
internal sealed record FactorAnswer(string Text, string? Asked = null, bool ByProgram = false)
{
    /// <summary>What the page holds whose link was opened in the place of an answer; null: it was none.</summary>
    public string? Link { get; init; }

    /// <summary>What a passkey has to be that is to do here.</summary>
    public KeyTraits Wanted { get; init; }

    public override string ToString() => "an answer";
}
