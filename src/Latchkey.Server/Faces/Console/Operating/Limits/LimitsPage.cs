using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.Limits;

public sealed record LimitsPage : ConsolePage<LimitsView>
{
    /// <summary>What is limited, and to how many requests in a minute.</summary>
    public required IReadOnlyList<(string Bucket, string Means, long PerMinute)> Limits { get; init; }
}
