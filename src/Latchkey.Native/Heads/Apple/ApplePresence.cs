#nullable enable
using System.Threading;
using System.Threading.Tasks;
using LocalAuthentication;

namespace Latchkey.Native;

/// <summary>Face ID, Touch ID, or the phone's own code.</summary>
/// <param name="reason">What the person reads in the system's window, in their language, such as "Unlock your orders".</param>
public sealed class ApplePresence(string reason) : IUserPresence
{
    /// <inheritdoc/>
    public async Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken)
    {
        using var context = new LAContext();
        if (!context.CanEvaluatePolicy(LAPolicy.DeviceOwnerAuthentication, out _)) return PresenceAnswer.Unavailable;
        await using var closing = cancellationToken.Register(context.Invalidate).ConfigureAwait(false);
        var (isThere, error) = await context.EvaluatePolicyAsync(LAPolicy.DeviceOwnerAuthentication, reason).WaitAsync(cancellationToken).ConfigureAwait(false);
        return isThere ? PresenceAnswer.Confirmed : AppleUnlocking.Why(error) is UnlockAnswer.Declined ? PresenceAnswer.Declined : PresenceAnswer.Unavailable;
    }
}
