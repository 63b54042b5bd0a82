namespace Latchkey.Native.Presence;

/// <summary>Lets a credential's tokens be used for some time after the person showed that they are there.</summary>
internal sealed class PresenceGate(IUserPresence? platform, TimeProvider clock)
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, Moment> confirmed = [];
    private Task<PresenceAnswer>? asking;

    /// <summary>Neither turning back the time of the device nor letting it sleep opens anything.</summary>
    public void Confirmed(string id, TimeSpan ago = default)
    {
        var at = Moment.Now(clock).Before(ago, clock);
        lock (guard) confirmed[id] = at;
    }

    /// <summary>Passes at once when nothing is asked for or the last time is recent. Callers who come while the person is asked share the answer.</summary>
    public async Task PassAsync(string id, TimeSpan? window, CancellationToken ct)
    {
        if (window is not { } time) return;
        Task<PresenceAnswer> answer;
        lock (guard)
        {
            if (confirmed.TryGetValue(id, out var at) && time > TimeSpan.Zero && at.Elapsed(clock) < time) return;
            if (platform is null) throw Refused("LatchkeyOptions.UserPresence is not set.", "Set it; SystemUserPresence asks Windows Hello or Touch ID.");
            if (asking is null or { IsCompleted: true }) asking = Task.Run(() => platform.ConfirmAsync(CancellationToken.None), CancellationToken.None);
            answer = asking;
        }
        switch (await AnswerAsync(answer.WaitAsync(ct)).ConfigureAwait(false))
        {
            case PresenceAnswer.Confirmed: Confirmed(id); break;
            case PresenceAnswer.Declined: throw Refused("The person did not show that they are there.", "Ask again when they want to go on.");
            default:
                throw Refused("This device cannot ask the person to show that they are there.",
            "Set up a fingerprint, a face or a PIN on the device, or unlock it; signing in again works too.");
        }
    }

    private static async Task<PresenceAnswer> AnswerAsync(Task<PresenceAnswer> answer)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not SignInException)
        {
            throw Refused($"Asking for the person's presence failed: {e.Message}", "The person is still signed in; try again.", e);
        }
    }

    private static SignInException Refused(string message, string hint, Exception? inner = null) =>
        new(SignInErrorKind.PresenceRequired, message, inner) { Hint = hint };
}
