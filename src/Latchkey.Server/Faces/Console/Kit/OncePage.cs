namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Shows what is shown this one time, and the way on. The answer to the form that made it, so that it stands in no address.</summary>
public sealed record OncePage : ConsolePage<OnceView>
{
    public required string Title { get; init; }
    /// <summary>What to do with it.</summary>
    public required string Means { get; init; }
    /// <summary>What it is.</summary>
    public required string What { get; init; }
    public required string Value { get; init; }
    /// <summary>The way on.</summary>
    public required string Address { get; init; }

    public override string ToString() => Title;
}
