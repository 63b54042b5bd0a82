namespace Latchkey.Server.Core.Expressions;

/// <summary>A function an expression may call.</summary>
internal sealed record Function(int Least, int Most, Func<Call, object?> Compute, bool AsksForGroups = false)
{
    public string Arguments =>
        Least == Most ? $"{Least} {(Least == 1 ? "argument" : "arguments")}"
            : Most == int.MaxValue ? $"at least {Least} arguments" : $"{Least} to {Most} arguments";
}
