using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Native.Phone.Tests;

/// <summary>A real org, an API, a person in front of a browser: everything of a phone but the phone.</summary>
public abstract class PhoneTest : IAsyncLifetime
{
    /// <summary>What docs/guide/sign-in-mobile.md tells the reader to register and to write into the app.</summary>
    protected static string Redirect { get; } = MobileGuide.Of(MobileGuide.Maui).Redirect;

    protected static string Logout { get; } = MobileGuide.Of(MobileGuide.Maui).AfterLogout;

    protected TestOrg Org { get; private set; } = null!;
    protected TestApp App { get; private set; } = null!;
    protected TestBrowser Browser { get; private set; } = null!;
    protected string Folder { get; } = Directory.CreateTempSubdirectory("latchkey-phone-").FullName;

    protected virtual string RedirectUri => Redirect;

    public virtual async Task InitializeAsync()
    {
        Org = await TestOrg.StartAsync();
        App = await Org.CreateAppAsync("native", new JsonObject { ["redirect_uris"] = new JsonArray(RedirectUri), ["post_logout_redirect_uris"] = new JsonArray(Logout) });
        Browser = Org.Browser();
    }

    protected void Configure(Dictionary<string, object> settings)
    {
        settings["issuer"] = new Uri(Org.Issuer);
        settings["clientId"] = App.ClientId;
        settings["redirect"] = RedirectUri;
        settings["logout"] = Logout;
        settings["api"] = new Uri("http://localhost:1/");
        settings["network"] = TestOrg.LoopbackHandler();
        settings["clock"] = Org.Clock;
    }

    /// <summary>What the person does on the provider's page, up to the address that leads back to the app.</summary>
    protected async Task<Uri> PersonGoesThrough(Uri address)
    {
        var page = await Browser.OpenAsync(address.AbsoluteUri);
        if (page.LeadsTo is null && page.Document.QuerySelector("input[name=password]") is not null)
            page = await Browser.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        return new Uri(page.LeadsTo ?? throw new InvalidOperationException($"The page leads nowhere: {page.Document.Body?.TextContent}"));
    }

    /// <summary>The compiled head, with the sample.</summary>
    protected internal static string Head(string name) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../{name}", new DirectoryInfo(AppContext.BaseDirectory).Name, name + ".dll"));

    public virtual async Task DisposeAsync()
    {
        Browser.Dispose();
        await Org.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
