namespace Latchkey.Native.Tests.Kit;

/// <summary>A person's browser without a window: follows the provider's redirect to the callback over real HTTP.</summary>
public sealed class FakeBrowser : ISystemBrowser
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>What to do with the callback address; by default it is fetched, as from a loopback listener.</summary>
    public Func<Uri, Task>? OnCallback { get; set; }

    /// <summary>What the browser says instead of going anywhere.</summary>
    public BrowserAnswer? Says { get; set; }

    public List<Uri> Opened { get; } = [];

    /// <summary>The page the listener answered the callback with.</summary>
    public Task<HttpResponseMessage>? Page { get; private set; }

    public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        Opened.Add(address);
        if (Says is { } answer) return answer;
        var callback = await Follow(address);
        if (OnCallback is { } act) await act(callback);
        else _ = Visit(callback);
        return BrowserAnswer.Opened;
    }

    public Task<HttpResponseMessage> Visit(Uri callback) => Page = Http.GetAsync(callback);

    /// <summary>Where the provider redirects to.</summary>
    public static async Task<Uri> Follow(Uri address)
    {
        using var page = await Http.GetAsync(address);
        return page.Headers.Location ?? throw new InvalidOperationException($"The provider answered {(int)page.StatusCode}: {await page.Content.ReadAsStringAsync()}");
    }
}
