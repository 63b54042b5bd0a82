namespace Latchkey.Server.Ground.Jose;

/// <summary>Where a key stands. Contract §3.4.</summary>
internal static class KeyStatus
{
    /// <summary>Published, so that verifiers know it before it signs.</summary>
    public const string Next = "NEXT";
    public const string Active = "ACTIVE";
    /// <summary>Verifies what it signed until the last of it has ended.</summary>
    public const string Expired = "EXPIRED";
}
