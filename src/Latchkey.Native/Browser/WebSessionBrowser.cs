using Latchkey.Native.OpenId;
using Latchkey.Protocol;

namespace Latchkey.Native;

/// <summary>
/// A platform's web session (Custom Tabs, ASWebAuthenticationSession) as the SDK's browser. Such sessions end in more ways than they admit:
/// some say "closed" or bring an empty redirect a moment before the real one, some say nothing at all when the page is closed.
/// </summary>
public sealed class WebSessionBrowser : ISystemBrowser
{
    private readonly Func<Uri, Uri, CancellationToken, Task<Uri?>> show;
    private readonly RedirectTarget redirect;
    private readonly TimeProvider clock;
    private TaskCompletionSource? resumed;

    /// <summary>Makes the browser.</summary>
    /// <param name="show">Shows the first address until the second is reached; the whole address it was reached with, null or a cancellation when the page
    /// was closed.</param>
    /// <param name="redirect">Where the provider redirects to.</param>
    /// <param name="clock">The clock; the system's by default.</param>
    public WebSessionBrowser(Func<Uri, Uri, CancellationToken, Task<Uri?>> show, RedirectTarget redirect, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(show);
        ArgumentNullException.ThrowIfNull(redirect);
        (this.show, this.redirect, this.clock) = (show, redirect, clock ?? TimeProvider.System);
    }

    /// <summary>How long after "closed" the real answer may still come. The default is two seconds.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// To be called on Android when the app is in front again: no answer after <see cref="Patience"/> then means that the page was closed.
    /// Not on iOS, where the page stays open while the person looks at another app.
    /// </summary>
    public void AppResumed() => Volatile.Read(ref resumed)?.TrySetResult();

    /// <inheritdoc/>
    public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var inFront = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref resumed, inFront);
        try
        {
            var showing = ShowAsync(address, cancellationToken);
            await Task.WhenAny(showing, inFront.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (showing.IsCompleted && await showing.ConfigureAwait(false) is { } answer) return BrowserAnswer.Returned(answer);

            // Closed, or so it seems: the answer may be on its way, here or through the app's own door.
            var patience = Task.Delay(Patience, clock, cancellationToken);
            await (showing.IsCompleted ? patience : Task.WhenAny(showing, patience)).ConfigureAwait(false);
            return showing.IsCompleted && await showing.ConfigureAwait(false) is { } late ? BrowserAnswer.Returned(late) : BrowserAnswer.Cancelled;
        }
        finally
        {
            Interlocked.CompareExchange(ref resumed, null, inFront);
        }
    }

    /// <summary>The answer; null for a page that was closed and for a redirect without anything in it.</summary>
    private async Task<Uri?> ShowAsync(Uri address, CancellationToken ct)
    {
        try
        {
            var returned = await show(address, CallbackOf(address), ct).ConfigureAwait(false);
            return returned is not null && CallbackParameters.Read(returned)?.State is not null ? returned : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Signing out may come back to another address than signing in.</summary>
    private Uri CallbackOf(Uri address)
    {
        var name = Parameter.PostLogoutRedirectUri + "=";
        var said = address.Query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith(name, StringComparison.Ordinal));
        return said is null ? redirect.Address : new Uri(Uri.UnescapeDataString(said[name.Length..]));
    }
}
