namespace Latchkey.Server.Ground.Rules;

/// <summary>
/// A draft does not satisfy a rule of the directory. It names the field and the reason once, in words for a person; each face
/// words it its own way: the management API as E0000001, a form beside its field.
/// </summary>
/// <param name="field">As the resource calls it.</param>
/// <param name="reasons">What is wrong with it, going on from its name: "must have at most 255 characters". Of a list, one for each that will not do.</param>
public sealed class RuleException(string field, params IReadOnlyList<string> reasons) : Exception
{
    public string Field { get; } = field;
    public IReadOnlyList<string> Reasons { get; } = reasons;

    /// <summary>Where the field stands, for whoever writes the resource by hand: "refresh_token.leeway".</summary>
    public string Path { get; init; } = field;

    /// <summary>Whole sentences, for whoever has no field to show them beside.</summary>
    public IReadOnlyList<string> Sentences => [.. Reasons.Select(reason => $"{Path}: {reason}")];

    public override string Message => string.Join("; ", Sentences);

    /// <summary>Somebody else of the org has it already.</summary>
    public static RuleException Taken(string field) => new(field, "An object with this field already exists in the current organization");
}
