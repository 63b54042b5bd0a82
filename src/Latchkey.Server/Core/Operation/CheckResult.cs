namespace Latchkey.Server.Core.Operation;

/// <summary>How something that the server needs is.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Found">What was found: a number, an address, a version.</param>
public sealed record CheckResult(Checked Check, CheckState State, string Found);
