using Latchkey.Native.Sessions;

namespace Latchkey.Native.Callbacks;

/// <summary>Opens the right receiver for a target, and the browser beside it.</summary>
internal static class Receivers
{
    public static ICallbackReceiver Open(Parts parts, RedirectTarget target, string state, int? preferredPort)
    {
        if (target.IsLoopback) return LoopbackReceiver.Open(target, preferredPort);
        var receiver = new SchemeReceiver(target);
        receiver.ListenFor(state, parts.Warn);
        return receiver;
    }

    /// <summary>
    /// Shows the address. With something to wait for, waits for it: the browser may come back before its launcher has even ended.
    /// Null when there is nothing to wait for. Whichever way it ends, the browser hears of it: the web session of a phone then closes its page.
    /// </summary>
    public static async Task<ArrivedCallback?> ShowAsync(Parts parts, Uri address, string? returnsTo, Task<ArrivedCallback>? returned, CancellationToken ct,
        bool privately = false)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            var opening = OpenAsync(parts.Browser, address, returnsTo, privately, ended.Token);
            if (returned is not null && await Task.WhenAny(opening, returned).ConfigureAwait(false) == returned) return await returned.ConfigureAwait(false);

            var answer = await opening.ConfigureAwait(false);
            if (answer.Callback is { } caught) return new ArrivedCallback(caught);
            if (answer == BrowserAnswer.Cancelled && returned is not null) throw new SignInException(SignInErrorKind.Cancelled, "The person closed the page.");
            if (answer == BrowserAnswer.NotFound) await TellAsync(parts.Options, address).ConfigureAwait(false);
            return returned is null ? null : await returned.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Browsers are of the platform or of the app, and may throw what they like. One that gives up by itself was closed by the person.</summary>
    private static async Task<BrowserAnswer> OpenAsync(ISystemBrowser browser, Uri address, string? returnsTo, bool privately, CancellationToken ct)
    {
        try
        {
            return await Failures.OfAppAsync(SignInErrorKind.BrowserFailed, $"The browser ({browser.GetType().Name})",
                "Try again; if it stays so, look at what the inner exception says of the browser.", () => browser switch
            {
                IWebSession page => page.ShowAsync(address, returnsTo is null ? null : new Uri(returnsTo), privately, ct),
                IPrivateBrowser own when privately => own.OpenPrivatelyAsync(address, ct),
                _ => browser.OpenAsync(address, ct),
            }).ConfigureAwait(false) ?? throw new SignInException(SignInErrorKind.BrowserFailed,
            $"The browser ({browser.GetType().Name}) gave no answer at all.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return BrowserAnswer.Cancelled;
        }
    }

    private static Task TellAsync(LatchkeyOptions options, Uri address)
    {
        if (options.OnNoBrowser is not { } tell)
            throw new SignInException(SignInErrorKind.NoBrowser,
                "This machine has no browser to open.")
            { Hint = "Set LatchkeyOptions.OnNoBrowser and show the address it is given." };
        return Failures.OfAppAsync(SignInErrorKind.BrowserFailed, "LatchkeyOptions.OnNoBrowser", "See the inner exception.", () =>
        {
            tell(address);
            return Task.FromResult(true);
        });
    }
}
