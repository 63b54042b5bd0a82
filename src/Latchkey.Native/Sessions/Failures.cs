namespace Latchkey.Native.Sessions;

/// <summary>
/// Whatever a part that the app gave throws, and whatever is wrong here, reaches the app as the one exception of the SDK. A cancellation passes
/// only when the caller asked for it.
/// </summary>
internal static class Failures
{
    /// <summary>Around each public call: what nobody gave a name yet gets one.</summary>
    public static async Task<T> NamedAsync<T>(Func<Task<T>> act, CancellationToken ct)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectDisposedException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new SignInException(SignInErrorKind.Cancelled,
                "It was given up before it ended, and not by the caller: the client was disposed, or a part the app gave cancelled it.", e);
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            throw new SignInException(SignInErrorKind.Unexpected, $"{e.GetType().Name}: {e.Message}", e)
            {
                Hint = "The inner exception tells where: in a part the app gave to LatchkeyOptions, or in this SDK, whose fault it then is.",
            };
        }
    }

    /// <summary>Around each public call that gives nothing.</summary>
    public static Task NamedAsync(Func<Task> act, CancellationToken ct) => NamedAsync(async () =>
    {
        await act().ConfigureAwait(false);
        return true;
    }, ct);

    /// <summary>Around a call of something the app gave, with the name its failures have.</summary>
    public static async Task<T> OfAppAsync<T>(SignInErrorKind kind, string what, string hint, Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            throw new SignInException(kind, $"{what} failed: {e.GetType().Name}: {e.Message}", e) { Hint = hint };
        }
    }
}
