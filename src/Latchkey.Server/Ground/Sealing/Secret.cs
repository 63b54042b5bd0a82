namespace Latchkey.Server.Ground.Sealing;

/// <summary>A value that must not be printed: a client secret, a token on its way out.</summary>
public readonly record struct Secret(string Value)
{
    /// <summary>Compared in constant time whatever the lengths: the digests are of one size.</summary>
    public bool Is(string? candidate) => candidate is not null && Secrets.Same(Value, candidate);

    public override string ToString() => "(secret)";
}
