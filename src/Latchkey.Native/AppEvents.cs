namespace Latchkey.Native;

/// <summary>
/// What a phone tells the app itself, handed on to every <see cref="LatchkeyClient"/> of the process: the addresses the app was opened with,
/// and that it left the screen. The heads for Android and Apple make one (<c>UseAndroid</c>, <c>UseApple</c>); other platforms call it from
/// their own life cycle. Safe to use from many threads.
/// </summary>
public sealed class AppEvents
{
    private const int MostKept = 4;
    private readonly Lock guard = new();
    private readonly List<LatchkeyClient> clients = [];
    private readonly Queue<Uri> kept = new();
    private bool isInBackground;

    /// <summary>
    /// An address the system opened the app with. When the process was started for it and has no client yet, it is kept for the client to come:
    /// <see cref="LatchkeyClient.TryFinishSignInAsync"/> then finishes the sign-in.
    /// </summary>
    /// <param name="address">The whole address.</param>
    /// <returns>False for the address of a stranger: whatever is on the screen shall stay there.</returns>
    public async Task<bool> ReceiveAsync(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        List<LatchkeyClient> asked;
        lock (guard)
        {
            asked = [.. clients];
            if (asked.Count == 0)
            {
                kept.Enqueue(address);
                if (kept.Count > MostKept) kept.Dequeue();
                return true;
            }
        }
        foreach (var client in asked)
            if (await OfferAsync(client, address).ConfigureAwait(false)) return true;
        return false;
    }

    /// <summary>The app left the screen. After <see cref="UnlockOptions.LockAfter"/> the tokens go back behind the device's unlock.</summary>
    public void EnterBackground() => Tell(inBackground: true);

    /// <summary>The app is on the screen again.</summary>
    public void EnterForeground() => Tell(inBackground: false);

    private void Tell(bool inBackground)
    {
        List<LatchkeyClient> told;
        lock (guard)
        {
            isInBackground = inBackground;
            told = [.. clients];
        }
        foreach (var client in told)
            if (inBackground) client.EnterBackground();
            else client.EnterForeground();
    }

    /// <summary>Begins handing on what happens; what happened before there was a client is caught up with.</summary>
    internal void Attach(LatchkeyClient client)
    {
        List<Uri> missed;
        lock (guard)
        {
            clients.Add(client);
            missed = [.. kept];
            kept.Clear();
            if (isInBackground) client.EnterBackground();
        }
        foreach (var address in missed) _ = OfferAsync(client, address);
    }

    internal void Detach(LatchkeyClient client)
    {
        lock (guard) clients.Remove(client);
    }

    /// <summary>A store that is locked is no refusal: the client keeps the address and reads its sign-ins later.</summary>
    private static async Task<bool> OfferAsync(LatchkeyClient client, Uri address)
    {
        try
        {
            return await client.ReceiveCallbackAsync(address).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SignInException or ObjectDisposedException)
        {
            return e is SignInException { IsTransient: true };
        }
    }
}
