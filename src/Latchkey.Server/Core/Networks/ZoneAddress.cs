namespace Latchkey.Server.Core.Networks;

/// <summary>Addresses as an administrator wrote them.</summary>
/// <param name="Type">One of <see cref="AddressRange.Types"/>.</param>
/// <param name="Value">A network, a range, or one address.</param>
public sealed record ZoneAddress(string Type, string Value);
