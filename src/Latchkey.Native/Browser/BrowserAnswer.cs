namespace Latchkey.Native;

/// <summary>What a browser told the SDK.</summary>
public sealed class BrowserAnswer
{
    private BrowserAnswer(Uri? callback) => Callback = callback;

    /// <summary>The page is open; the answer comes through the redirect.</summary>
    public static BrowserAnswer Opened { get; } = new(null);

    /// <summary>There is no browser here.</summary>
    public static BrowserAnswer NotFound { get; } = new(null);

    /// <summary>The person closed the page.</summary>
    public static BrowserAnswer Cancelled { get; } = new(null);

    /// <summary>The browser caught the redirect itself, as web sessions of mobile platforms do.</summary>
    /// <param name="callback">The whole redirect address.</param>
    public static BrowserAnswer Returned(Uri callback) => new(callback ?? throw new ArgumentNullException(nameof(callback)));

    internal Uri? Callback { get; }
}
