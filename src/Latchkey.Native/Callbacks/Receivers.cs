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
    public static async Task<ArrivedCallback?> ShowAsync(Parts parts, Uri address, string? returnsTo, Task<ArrivedCallback>? returned, CancellationToken ct, bool privately = false)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            var opening = parts.Browser switch
            {
                IWebSession page => page.ShowAsync(address, returnsTo is null ? null : new Uri(returnsTo), privately, ended.Token),
                IPrivateBrowser browser when privately => browser.OpenPrivatelyAsync(address, ended.Token),
                var browser => browser.OpenAsync(address, ended.Token),
            };
            if (returned is not null && await Task.WhenAny(opening, returned).ConfigureAwait(false) == returned) return await returned.ConfigureAwait(false);

            var answer = await opening.ConfigureAwait(false);
            if (answer.Callback is { } caught) return new ArrivedCallback(caught);
            if (answer == BrowserAnswer.Cancelled && returned is not null) throw new SignInException(SignInErrorKind.Cancelled, "The person closed the page.");
            if (answer == BrowserAnswer.NotFound) Tell(parts.Options, address);
            return returned is null ? null : await returned.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    private static void Tell(LatchkeyOptions options, Uri address)
    {
        if (options.OnNoBrowser is not { } tell)
            throw new SignInException(SignInErrorKind.NoBrowser, "This machine has no browser to open.") { Hint = "Set LatchkeyOptions.OnNoBrowser and show the address it is given." };
        tell(address);
    }
}
