namespace Latchkey.Server.Core.Expressions;

/// <summary>A function an expression may call.</summary>
/// <param name="Least">So many arguments at least.</param>
/// <param name="Most">And at most.</param>
/// <param name="Compute">What it makes of them.</param>
/// <param name="AsksForGroups">Of the person.</param>
/// <param name="LooksAround">At what is neither an argument nor the same tomorrow.</param>
/// <param name="GivesTruth">Whether it is true or false; null: as its arguments are.</param>
internal sealed record Function(
    int Least, int Most, Func<Call, object?> Compute, bool AsksForGroups = false, bool LooksAround = false, bool? GivesTruth = false)
{
    public string Arguments =>
        Least == Most ? $"{Least} {(Least == 1 ? "argument" : "arguments")}"
            : Most == int.MaxValue ? $"at least {Least} arguments" : $"{Least} to {Most} arguments";
}
