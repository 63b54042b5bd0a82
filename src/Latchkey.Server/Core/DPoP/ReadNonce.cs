namespace Latchkey.Server.Core.DPoP;

/// <param name="IssuedAt">By the clock of the process that handed it out.</param>
/// <param name="Here">Whether that was this process.</param>
internal readonly record struct ReadNonce(DateTimeOffset IssuedAt, bool Here);
