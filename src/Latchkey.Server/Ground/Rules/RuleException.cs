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

    /// <summary>What else of the draft breaks a rule.</summary>
    public IReadOnlyList<BrokenRule> Others { get; init; } = [];

    /// <summary>All that will not do, by name.</summary>
    public IReadOnlyList<string> Fields => [Field, .. Others.Select(other => other.Field)];

    /// <summary>Whole sentences, for whoever has no field to show them beside.</summary>
    public IReadOnlyList<string> Sentences => [.. Reasons.Select(reason => $"{Path}: {reason}"), .. Others.Select(other => other.ToString())];

    public override string Message => string.Join("; ", Sentences);

    /// <summary>A draft that breaks several at once; the first is the one to name.</summary>
    public static RuleException Of(IReadOnlyList<BrokenRule> broken) => new(broken[0].Field, broken[0].Reason) { Others = [.. broken.Skip(1)] };

    /// <summary>Somebody else of the org has it already.</summary>
    public static RuleException Taken(string field) => new(field, "An object with this field already exists in the current organization");
}
