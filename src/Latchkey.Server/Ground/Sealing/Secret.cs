namespace Latchkey.Server.Ground.Sealing;

/// <summary>A value that must not be printed: a client secret, a token on its way out.</summary>
public readonly record struct Secret(string Value)
{
    /// <summary>Compared in a time that depends on this secret alone, whatever the candidate is.</summary>
    public bool Is(string? candidate) => candidate is not null && Secrets.Same(Value, candidate);

    /// <summary>In constant time as well: nobody who writes <c>==</c> tells a stranger how far a guess was right.</summary>
    public bool Equals(Secret other) => Secrets.Same(Value ?? "", other.Value ?? "");

    public override int GetHashCode() => Value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => "(secret)";
}
