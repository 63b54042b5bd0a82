namespace Latchkey.Server.Ground.Rules;

/// <param name="Field">As the resource calls it.</param>
/// <param name="Reason">What is wrong with it, going on from its name: "must have at most 255 characters".</param>
public sealed record BrokenRule(string Field, string Reason)
{
    public override string ToString() => $"{Field}: {Reason}";
}
