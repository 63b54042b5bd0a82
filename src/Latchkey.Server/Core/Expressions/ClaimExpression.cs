namespace Latchkey.Server.Core.Expressions;

/// <summary>
/// The value of a custom claim as an administrator writes it: Okta's expression language, contract §3.4. Read once into
/// steps that can do nothing but compute: there is no loop, no name that leads out of <see cref="ClaimSubject"/>, and no
/// step runs twice, so the limits on length, depth, steps and the size of values bound all work. Threats rows 13 and 16.
/// </summary>
internal sealed class ClaimExpression
{
    public const int Longest = 2_048;
    /// <summary>Steps an expression may have; each runs at most once.</summary>
    internal const int MostSteps = 300;
    internal const int Deepest = 40;

    private readonly Step step;

    private ClaimExpression(Step step, bool needsGroups, bool needsAppUser, string? beyondProfile, bool? isTruth) =>
        (this.step, NeedsGroups, NeedsAppUser, NamesBeyondProfile, IsTruth) = (step, needsGroups, needsAppUser, beyondProfile, isTruth);

    /// <summary>Whether it is true or false, whoever it is asked of; null: that depends.</summary>
    internal bool? IsTruth { get; }

    /// <summary>It asks for <see cref="ClaimSubject.Groups"/>.</summary>
    public bool NeedsGroups { get; }

    /// <summary>It asks for <see cref="ClaimSubject.AppUserName"/>.</summary>
    public bool NeedsAppUser { get; }

    /// <summary>The first thing it names that does not stand in a person's profile; null: nothing.</summary>
    internal string? NamesBeyondProfile { get; }

    /// <summary>One that was read before: an attribute that has been taken away since is null.</summary>
    /// <inheritdoc cref="Parse"/>
    public static ClaimExpression OfStored(string text) => Parse(text, _ => true);

    /// <param name="text">As it was written.</param>
    /// <param name="attributes">Which attributes people have beside those that every org has; null: none.</param>
    /// <exception cref="ExpressionException">It is not an expression; says what is wrong and where.</exception>
    public static ClaimExpression Parse(string text, Func<string, bool>? attributes = null)
    {
        if (text.Length > Longest) throw new ExpressionException($"An expression has at most {Longest} characters", Longest);
        var parser = new ExpressionParser(text, attributes);
        var step = parser.Whole();
        return new(step, parser.NeedsGroups, parser.NeedsAppUser, parser.BeyondProfile, parser.IsTruth);
    }

    /// <summary>Null, <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or a list of them.</summary>
    /// <exception cref="ExpressionException">It has no value for this subject.</exception>
    public object? Evaluate(ClaimSubject subject)
    {
        var value = step(subject);
        return value is Thing thing ? throw new ExpressionException($"'{thing.Name}' is not a value: name one of its attributes", 0) : value;
    }
}
