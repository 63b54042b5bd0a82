namespace Latchkey.Browser.Tests.Harness;

/// <summary>How long a test waits for the thing itself before it says what did not happen. Generous: two cores may be busy with other suites.</summary>
public static class Patience
{
    public static readonly TimeSpan ForAStep = TimeSpan.FromSeconds(60);
}
