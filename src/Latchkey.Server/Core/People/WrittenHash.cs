namespace Latchkey.Server.Core.People;

/// <summary>What a management request says of a hash, unchecked. Contract §3.2, "Import".</summary>
internal sealed record WrittenHash(string? Algorithm, string? Salt, string? Value)
{
    public string? DigestAlgorithm { get; init; }
    public int? Iterations { get; init; }
    public int? WorkFactor { get; init; }
    public string? SaltOrder { get; init; }

    public override string ToString() => "(imported password hash)";
}
