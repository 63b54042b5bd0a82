namespace Latchkey.Server.Core.Accounts;

/// <summary>A change of an address that waits for its codes.</summary>
/// <param name="Email">The new address.</param>
/// <param name="AsksOld">The old one has to be proven, too.</param>
internal sealed record EmailChange(string Email, bool AsksOld);
