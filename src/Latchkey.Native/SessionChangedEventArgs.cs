namespace Latchkey.Native;

/// <summary>Tells what happened to a session.</summary>
public sealed class SessionChangedEventArgs : EventArgs
{
    /// <summary>Makes it: for tests of apps.</summary>
    /// <param name="change">What happened.</param>
    public SessionChangedEventArgs(SessionChange change) => Change = change;

    /// <summary>What happened.</summary>
    public SessionChange Change { get; }
}
