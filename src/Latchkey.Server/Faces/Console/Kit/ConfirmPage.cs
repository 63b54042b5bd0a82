namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Asks before something is done that cannot be taken back, or not easily.</summary>
public sealed record ConfirmPage : ConsolePage<ConfirmView>
{
    /// <summary>The field that a name is typed into.</summary>
    public const string Typed = "typed";

    public required string Title { get; init; }
    /// <summary>What it means.</summary>
    public required string Means { get; init; }
    /// <summary>What the button says.</summary>
    public required string Action { get; init; }
    public required string Address { get; init; }
    /// <summary>Where one goes who changes their mind.</summary>
    public required string Back { get; init; }
    /// <summary>What has to be typed, so that nobody does it by a slip; null: a press is enough.</summary>
    public string? TypeName { get; init; }
    public FormState Form { get; init; } = FormState.Empty;
    /// <summary>What the form carries besides.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];
}
