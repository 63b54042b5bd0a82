namespace Latchkey.Protocol;

/// <summary>What came of showing a proof.</summary>
public enum Spending
{
    /// <summary>Its first use.</summary>
    First,
    /// <summary>It was used before.</summary>
    Repeated,
    /// <summary>So old that an earlier use would have been forgotten: whether it is the first cannot be said.</summary>
    Forgotten,
}
