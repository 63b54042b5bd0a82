namespace Latchkey.Native;

/// <summary>Something the provider has to tell, about a step or a field of it.</summary>
public sealed class IdxMessage
{
    internal IdxMessage(string? key, string text, bool isError) => (Key, Text, IsError) = (key, text, isError);

    /// <summary>What it is known by (Okta's keys), such as <c>errors.E0000004</c> for a wrong password: for words of the app's own.</summary>
    public string? Key { get; }

    /// <summary>It in the provider's words.</summary>
    public string Text { get; }

    /// <summary>Whether the step was refused; else it only tells.</summary>
    public bool IsError { get; }

    /// <summary>The words.</summary>
    public override string ToString() => Text;
}
