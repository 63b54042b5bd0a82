namespace Latchkey.Native.Sessions;

/// <summary>What the apps of one maker share, for each provider once.</summary>
internal sealed record SharedSecret
{
    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required string DeviceSecret { get; init; }
    public required string IdToken { get; init; }

    public override string ToString() => $"shared sign-in at {Issuer}";
}
