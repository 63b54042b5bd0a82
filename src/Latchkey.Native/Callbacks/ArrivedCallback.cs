namespace Latchkey.Native.Callbacks;

/// <summary>A redirect that arrived, and the way to tell the person in the browser how it ended.</summary>
internal sealed class ArrivedCallback(Uri address, TaskCompletionSource<CallbackPage>? page = null)
{
    public Uri Address => address;

    /// <summary>Whether its sign-in was taken for it: what fails before may be tried again.</summary>
    public bool IsUsed { get; set; }

    public void Answer(CallbackPage how) => page?.TrySetResult(how);
}
