using Latchkey.Testing;

namespace Latchkey.Native.Tests.Kit;

/// <summary>A person in front of a browser without script, at a real Latchkey org: types the password when asked, and follows the answer to the app.</summary>
public sealed class OrgBrowser(TestOrg org, TestPerson person) : ISystemBrowser, IDisposable
{
    private static readonly HttpClient Loopback = new();

    public TestBrowser Browser { get; } = org.Browser();
    public List<Uri> Opened { get; } = [];
    public int Passwords { get; private set; }

    public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        Opened.Add(address);
        var page = await SignInAsync(await Browser.OpenAsync(address.AbsoluteUri));
        if (page.LeadsTo is { } callback) _ = Loopback.GetAsync(new Uri(callback), CancellationToken.None);
        return BrowserAnswer.Opened;
    }

    public async Task<TestPage> SignInAsync(TestPage page)
    {
        if (page.LeadsTo is not null || page.Document.QuerySelector("input[name=password]") is null) return page;
        Passwords++;
        return await Browser.SubmitAsync(page, ("identifier", person.Login), ("password", person.Password));
    }

    public void Dispose() => Browser.Dispose();
}
