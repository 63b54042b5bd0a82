using Latchkey.Native.Sessions;

namespace Latchkey.Native;

/// <summary>
/// A sign-in that a person finishes on another device: show them the code and the address, then wait. RFC 8628.
/// Made by <see cref="LatchkeyClient.StartDeviceSignInAsync"/>.
/// </summary>
public class DeviceSignIn
{
    private readonly DevicePolling polling;
    private LatchkeySession? session;
    private int waiting;

    /// <summary>For a stand-in in an app's tests.</summary>
    /// <param name="userCode">What the person would type.</param>
    /// <param name="verificationUri">Where.</param>
    protected DeviceSignIn(string userCode, Uri verificationUri) => (polling, UserCode, VerificationUri) = (null!, userCode, verificationUri);

    internal DeviceSignIn(DevicePolling polling, DeviceAuthorization answer)
    {
        this.polling = polling;
        (UserCode, VerificationUri, VerificationUriComplete, ExpiresAt) =
            (answer.UserCode, polling.VerificationUri, polling.VerificationUriComplete, polling.ExpiresAt);
    }

    /// <summary>What the person types, to be shown as it is.</summary>
    public string UserCode { get; }

    /// <summary>Where they type it, on a phone or a computer.</summary>
    public Uri VerificationUri { get; }

    /// <summary>
    /// The same with the code in it, for a QR code; null when the provider gives none. Show <see cref="UserCode"/> all the same, so that it can be
    /// compared.
    /// </summary>
    public Uri? VerificationUriComplete { get; }

    /// <summary>When the code ends, on the provider's clock.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// Waits until the person has answered, and stores the tokens. Goes on over a lost network until the code ends. After a cancellation it
    /// may be called again; after success it returns the same session.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; the code stays good.</param>
    /// <exception cref="SignInException">
    /// <see cref="SignInErrorKind.Denied"/> when the person refused, <see cref="SignInErrorKind.TimedOut"/> when the code ended,
    /// <see cref="SignInErrorKind.FlowInProgress"/> when another call waits already.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public virtual async Task<LatchkeySession> WaitAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref waiting, 1) == 1) throw new SignInException(SignInErrorKind.FlowInProgress, "Another call waits for this code already.");
        try
        {
            return session ??= await Failures.NamedAsync(() => polling.WaitAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref waiting, 0);
        }
    }

    /// <summary>Says until when it counts, never the codes.</summary>
    public override string ToString() => $"device sign-in until {ExpiresAt:u}";
}
