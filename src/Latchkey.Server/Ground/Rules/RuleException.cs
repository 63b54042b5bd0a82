namespace Latchkey.Server.Ground.Rules;

/// <summary>
/// A draft does not satisfy a rule of the directory. It names the field and the reason once, in words for a person; each face
/// words it its own way: the management API as E0000001, a form beside its field.
/// </summary>
/// <param name="field">As the resource calls it.</param>
/// <param name="reason">What is wrong with it, going on from its name: "must have at most 255 characters".</param>
public sealed class RuleException(string field, string reason) : Exception($"{field}: {reason}")
{
    public string Field { get; } = field;
    public string Reason { get; } = reason;

    /// <summary>Somebody else of the org has it already.</summary>
    public static RuleException Taken(string field) => new(field, "An object with this field already exists in the current organization");
}
