using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Hooks;

/// <summary>A hook that is to be called.</summary>
/// <param name="OrgId">Whose it is.</param>
/// <param name="Id">Of the hook.</param>
/// <param name="Channel">Where it is.</param>
/// <param name="Secret">What it is called with.</param>
/// <param name="Since">How long it has been as it is now: tokens got before are not used.</param>
internal sealed record HookTarget(string OrgId, string Id, HookChannel Channel, Secret? Secret, DateTimeOffset Since)
{
    public override string ToString() => Id;
}
