#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Android.Content;

namespace Latchkey.Native;

/// <summary>Finger, face, or the phone's own code. Android 9 and later; before, a phone cannot ask.</summary>
public sealed class AndroidPresence : IUserPresence
{
    private readonly BiometricQuestion question;

    /// <summary>Makes it, for <see cref="LatchkeyOptions.UserPresence"/>.</summary>
    /// <param name="context">The app's context.</param>
    /// <param name="reason">What the person reads in Android's window, in their language, such as "Unlock your orders".</param>
    public AndroidPresence(Context context, string reason)
    {
        ArgumentNullException.ThrowIfNull(context);
        question = new BiometricQuestion(AndroidApp.Of(context), reason);
    }

    /// <inheritdoc/>
    public async Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken) =>
        await question.AskAsync(null, Ways.Both, cancellationToken).ConfigureAwait(false) switch
        {
            UnlockAnswer.Opened => PresenceAnswer.Confirmed,
            UnlockAnswer.Declined or UnlockAnswer.NotNow => PresenceAnswer.Declined,
            _ => PresenceAnswer.Unavailable,
        };
}
