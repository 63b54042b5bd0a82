using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Latchkey.Server.Entrance.Development;

namespace Latchkey.Samples.Tests;

/// <summary>`dotnet new` with our templates, from the packed file, outside this repository.</summary>
[Collection(nameof(PackedFeed))]
public sealed partial class TemplatesTests(PackedFeed feed) : SampleTest
{
    [Fact]
    public async Task A_console_app_and_an_api_are_made_built_and_run_against_an_org()
    {
        await feed.New("latchkey-api", "MyOrders", "--issuer", Org.Issuer);
        await feed.Build("MyOrders");
        var api = Until(feed.Run("MyOrders", ["--urls", "http://127.0.0.1:0"], new Dictionary<string, string> { ["DOTNET_CONTENTROOT"] = Path.Combine(feed.Folder("MyOrders"), "out") }));
        var (_, address) = await api.SaysMatch("Now listening on: (.*)");
        using (var http = new HttpClient())
        {
            (await http.GetStringAsync(new Uri(address + "/hello"))).ShouldStartWith("Hello!");
            (await http.GetAsync(new Uri(address + "/whoami"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await feed.New("latchkey-console", "My.App", "--issuer", Org.Issuer, "--client-id", Org.NativeApp.ClientId, "--api", address);
        await feed.Build("My.App");
        var desktop = Until(new Desktop());
        var first = Until(feed.Run("My.App", ["call"], desktop.Environment));
        await SignInInBrowser(await desktop.OpenedAddress());
        await first.Says("Hello, Mia Moreno");
        await first.Says($"You are {Org.Person.Login}");
        (await first.Ends()).ShouldBe(0, first.Output);

        var again = Until(feed.Run("My.App", [], desktop.Environment));
        await again.Says("Hello, Mia Moreno");
        (await again.Ends()).ShouldBe(0, again.Output);
        var leaving = Until(feed.Run("My.App", ["sign-out"], desktop.Environment));
        await leaving.Says("Signed out.");
        (await leaving.Ends()).ShouldBe(0, leaving.Output);
    }

    [Theory]                                                           // the MAUI workload is not here, so its project itself is not built
    [InlineData("android", "ANDROID", "Latchkey.Stubs.Android")]
    [InlineData("ios", "IOS", "Latchkey.Stubs.Apple")]
    public async Task The_sources_of_an_app_for_phones_compile_with_the_packages(string platform, string constant, string stubs)
    {
        var name = "MyPhone" + constant;
        var folder = await feed.New("latchkey-maui", name, "--issuer", "https://id.example.com/oauth2/default", "--client-id", "0oa1b2c3d4");
        File.Delete(Path.Combine(folder, name + ".csproj"));
        Directory.Delete(Path.Combine(folder, "Platforms", platform == "android" ? "iOS" : "Android"), recursive: true);
        foreach (var byHand in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Latchkey.Native.Heads", "Sample"), "*.cs"))       // what MAUI makes of the XAML, and the usings it implies
            await File.WriteAllTextAsync(Path.Combine(folder, "Made." + Path.GetFileName(byHand)), (await File.ReadAllTextAsync(byHand)).Replace("MauiQuickstart", name, StringComparison.Ordinal));

        await feed.Project(name, "Microsoft.NET.Sdk", ["Latchkey.Native", "Latchkey.Native.Maui"], platform == "android" ? "return 0;" : null,
            (platform, constant, Path.Combine(Repository.Root, "artifacts", "bin", stubs, Repository.Configuration.ToLowerInvariant(), stubs + ".dll")));
    }

    [Theory]
    [InlineData("https://id.example.com/oauth2/default", "com.example.id")]
    [InlineData("http://dev-1234567.localhost:8080/oauth2/default", "localhost.dev-1234567")]
    [InlineData("http://localhost:8080/oauth2/default", "localhost")]
    [InlineData("https://192.168.1.20:8080/oauth2/default", "ip.192.168.1.20")]
    [InlineData("https://a.b.c.example.co.uk/oauth2/aus1", "uk.co.example.c.b.a")]
    public async Task An_app_for_phones_comes_back_by_the_scheme_that_the_command_line_registers(string issuer, string scheme)
    {
        DevSeed.ReversedHost(new Uri(issuer)).ShouldBe(scheme);
        var folder = await feed.New("latchkey-maui", "Scheme" + string.Concat(scheme.Where(char.IsAsciiLetterOrDigit)), "--issuer", issuer, "--client-id", "0oa1b2c3d4");

        var settings = await File.ReadAllTextAsync(Path.Combine(folder, "Settings.cs"));
        settings.ShouldContain($"Scheme = \"{scheme}\";");
        settings.ShouldContain($"new Uri(\"{issuer}\")");
        settings.ShouldContain("ClientId = \"0oa1b2c3d4\";");
        UrlScheme(Path.Combine(folder, "Platforms", "iOS", "Info.plist")).ShouldBe(scheme);
        var project = XDocument.Load(Directory.GetFiles(folder, "*.csproj").Single());
        project.Descendants("PackageReference").Single(package => (string?)package.Attribute("Include") == "Latchkey.Native.Maui").Attribute("Version")!.Value.ShouldBe(feed.Version("Latchkey.Native.Maui"));
        project.Descendants("TargetFrameworks").Single().Value.ShouldBe("net10.0-android;net10.0-ios");
        project.Descendants("ApplicationId").Single().Value.ShouldBe("com.companyname." + Path.GetFileName(folder).ToLowerInvariant());
    }

    [Fact]
    public async Task What_is_chosen_is_taken()
    {
        var folder = await feed.New("latchkey-maui", "Chosen", "--issuer", "https://id.example.com/oauth2/default", "--client-id", "0oa1", "--scheme", "com.acme.shop", "--application-id", "com.acme.shop.app", "--api", "https://api.acme.example");
        (await File.ReadAllTextAsync(Path.Combine(folder, "Settings.cs"))).ShouldContain("Scheme = \"com.acme.shop\";");
        (await File.ReadAllTextAsync(Path.Combine(folder, "Settings.cs"))).ShouldContain("new(\"https://api.acme.example\")");
        UrlScheme(Path.Combine(folder, "Platforms", "iOS", "Info.plist")).ShouldBe("com.acme.shop");
        (await File.ReadAllTextAsync(Path.Combine(folder, "Platforms", "iOS", "Entitlements.plist"))).ShouldContain("com.acme.shop.app");
    }

    [Fact]
    public void The_sample_for_phones_comes_back_by_the_scheme_of_its_issuer()
    {
        var sample = Path.Combine(Repository.Root, "samples", "MauiQuickstart");
        var settings = File.ReadAllText(Path.Combine(sample, "Settings.cs"));
        var scheme = DevSeed.ReversedHost(new Uri(Issuer().Match(settings).Groups[1].Value));
        settings.ShouldContain($"Scheme = \"{scheme}\";");
        UrlScheme(Path.Combine(sample, "Platforms", "iOS", "Info.plist")).ShouldBe(scheme);
    }

    private static string UrlScheme(string plist) => XDocument.Load(plist).Descendants("key").Single(key => key.Value == "CFBundleURLSchemes").ElementsAfterSelf("array").First().Value.Trim();

    [GeneratedRegex("Issuer = new Uri\\(\"(.*?)\"\\)", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Issuer();
}
