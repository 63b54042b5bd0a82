namespace Latchkey.Native.Storage;

/// <summary>What stands behind the device's unlock.</summary>
internal sealed record LockedTokens(string AccessToken, string? RefreshToken)
{
    public override string ToString() => "locked tokens";
}
