using Latchkey.Native.Presence;

namespace Latchkey.Native;

/// <summary>
/// Asks with what the desktop has: Windows Hello, or Touch ID and the password on macOS. Linux has nothing for apps to ask with:
/// <see cref="PresenceAnswer.Unavailable"/>. On phones: <c>AndroidPresence</c>, <c>ApplePresence</c>. No test of ours has run either call.
/// </summary>
/// <param name="reason">What the person reads in the platform's window, in their language, such as "Unlock your orders".</param>
public sealed class SystemUserPresence(string reason) : IUserPresence
{
    /// <inheritdoc/>
    public Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken) =>
        OperatingSystem.IsWindowsVersionAtLeast(10, 0, 18362) ? WindowsHello.AskAsync(reason, cancellationToken)
            : OperatingSystem.IsMacOS() ? TouchId.AskAsync(reason, cancellationToken)
            : Task.FromResult(PresenceAnswer.Unavailable);
}
