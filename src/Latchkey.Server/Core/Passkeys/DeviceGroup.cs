namespace Latchkey.Server.Core.Passkeys;

/// <summary>Models of devices under a name. Contract §3.9, authenticators.</summary>
internal sealed record DeviceGroup(string Name, IReadOnlyList<Guid> Models);
