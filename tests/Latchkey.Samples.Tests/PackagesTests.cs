using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Latchkey.Samples.Tests;

/// <summary>What people install: packed here, put into a folder, installed from there into projects that know nothing of this repository.</summary>
[Collection(nameof(PackedFeed))]
public sealed class PackagesTests(PackedFeed feed) : SampleTest
{
    private static readonly string[] Names = ["Latchkey.AspNetCore", "Latchkey.Native", "Latchkey.Native.Maui", "Latchkey.Protocol", "Latchkey.Server", "Latchkey.Templates", "Latchkey.Testing"];

    [Fact]
    public void Each_package_has_its_readme_mark_licence_documentation_symbols_and_sources()
    {
        feed.Packages.Keys.Order().ShouldBe(Names);
        foreach (var (name, path) in feed.Packages)
        {
            using var package = ZipFile.OpenRead(path);
            var isOfSources = name is "Latchkey.Native.Maui" or "Latchkey.Templates";          // docs/decisions/0015
            string[] parts = ["README.md", "icon.png", .. name == "Latchkey.Templates" ? ["content/latchkey-console/.template.config/template.json", "content/latchkey-maui/Platforms/iOS/Info.plist"]
                : isOfSources ? ["maui/MauiLatchkey.cs", "lib/net10.0/_._"] : new[] { $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" }];
            parts.Except(package.Entries.Select(entry => entry.FullName)).ShouldBeEmpty(name);

            var described = Read(package, name + ".nuspec", XDocument.Load).Root!.Elements().Single();
            string? Of(string element) => described.Elements().FirstOrDefault(each => each.Name.LocalName == element)?.Value;
            Of("license").ShouldBe("Apache-2.0", name);
            Of("readme").ShouldBe("README.md", name);
            Of("icon").ShouldBe("icon.png", name);
            Of("description").ShouldNotBeNull().Length.ShouldBeGreaterThan(40, name);
            Of("authors").ShouldBe("Latchkey", name);

            if (isOfSources) continue;
            Read(package, $"lib/net10.0/{name}.dll", stream =>
            {
                using var assembly = new PEReader(stream);
                var symbols = assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
                using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
                var reader = provider.GetMetadataReader();
                var embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
                    .Count(information => reader.GetGuid(information.Kind) == EmbeddedSource);
                embedded.ShouldBeGreaterThan(0, name);
                assembly.ReadDebugDirectory().ShouldContain(entry => entry.Type == DebugDirectoryEntryType.Reproducible, name);
                return 0;
            });
        }
    }

    [Fact]                                                             // compiled only: this machine has no .NET 8 to run it
    public async Task An_app_on_the_framework_before_installs_the_packages_and_compiles()
    {
        foreach (var name in (string[])["Latchkey.AspNetCore", "Latchkey.Native", "Latchkey.Protocol"])
        {
            using var package = ZipFile.OpenRead(feed.Packages[name]);
            package.GetEntry($"lib/net8.0/{name}.dll").ShouldNotBeNull(name);
        }
        await feed.Project("MyOlderApp", "Microsoft.NET.Sdk.Web", ["Latchkey.Native", "Latchkey.AspNetCore"], """
            using Latchkey.Native;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddLatchkey("https://id.example.com/oauth2/default", "api://default");
            builder.Services.AddLatchkey(builder.Configuration.GetSection("Latchkey"));
            var app = builder.Build();
            app.MapGet("/me", async (LatchkeyClient auth) => (await auth.GetSessionAsync())?.User.Name).RequireScope("orders:read");
            app.Run();
            """, framework: "net8.0");
    }

    [Theory]                                                           // the platform's own target framework needs a workload; all else is as in an app
    [InlineData("android", "ANDROID", "Latchkey.Stubs.Android", "AndroidLatchkey")]
    [InlineData("ios", "IOS", "Latchkey.Stubs.Apple", "AppleLatchkey")]
    public async Task An_app_for_a_phone_installs_the_packages_and_compiles_its_head(string platform, string constant, string stubs, string head)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "bin", stubs, Repository.Configuration.ToLowerInvariant(), stubs + ".dll");
        await feed.Project("MyPhone" + platform, "Microsoft.NET.Sdk", ["Latchkey.Native", "Latchkey.Native.Maui"],
            $"System.Console.WriteLine(typeof(Latchkey.Native.{head}).Assembly.GetName().Name + typeof(Latchkey.Native.Maui.MauiLatchkey).Name);", (platform, constant, path));
        var app = Until(feed.Run("MyPhone" + platform, []));
        await app.Says($"MyPhone{platform}MauiLatchkey");
    }

    [Fact]
    public async Task An_app_installs_the_package_and_signs_in()
    {
        await feed.Project("MyApp", "Microsoft.NET.Sdk", ["Latchkey.Native"], """
            using Latchkey.Native;

            await using var auth = new LatchkeyClient(new LatchkeyOptions
            {
                Issuer = new Uri(args[0]), ClientId = args[1], DataDirectory = args[2],
                Browser = new NoBrowser(), OnNoBrowser = address => Console.WriteLine($"Open {address}"),
            });
            var session = await auth.GetSessionAsync() ?? await auth.SignInAsync();
            using var http = new HttpClient(LatchkeyTokenHandler.WithConnection(auth, new Uri(args[3])));
            Console.WriteLine($"Hello, {session.User.Name}: {await http.GetStringAsync(new Uri(args[3] + "/orders"))}");

            internal sealed class NoBrowser : ISystemBrowser
            {
                public Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken) => Task.FromResult(BrowserAnswer.NotFound);
            }
            """);
        await feed.Project("MyApi", "Microsoft.NET.Sdk.Web", ["Latchkey.AspNetCore"], """
            using System.Security.Claims;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddLatchkey(builder.Configuration["issuer"]!, "api://default");
            var app = builder.Build();
            app.MapGet("/orders", (ClaimsPrincipal caller) => $"the orders of {caller.Identity!.Name}").RequireAuthorization();
            app.Run();
            """);

        var api = Until(feed.Run("MyApi", ["--urls", "http://127.0.0.1:0", "--issuer", Org.Issuer]));
        var (_, address) = await api.SaysMatch("Now listening on: (.*)");
        (await Status(address + "/orders")).ShouldBe(System.Net.HttpStatusCode.Unauthorized);

        var app = Until(feed.Run("MyApp", [Org.Issuer, Org.NativeApp.ClientId, Path.Combine(Folder, "data"), address]));
        await SignInInBrowser((await app.SaysMatch("Open (.*)")).found);
        await app.Says($"Hello, Mia Moreno: the orders of {Org.Person.Login}");
        (await app.Ends()).ShouldBe(0, app.Output);
    }

    [Fact]
    public async Task A_team_installs_the_test_org_and_runs_it()
    {
        await feed.Project("MyTests", "Microsoft.NET.Sdk", ["Latchkey.Testing"], """
            using Latchkey.Testing;

            await using var org = await TestOrg.StartAsync();
            var tokens = await org.NativeApp.TokensAsync(org.Person);
            org.Clock.Advance(TimeSpan.FromHours(2));
            Console.WriteLine($"{(int)tokens.Status}, refreshed {(int)(await org.NativeApp.RefreshAsync(tokens.RefreshToken)).Status}");
            """);

        var tests = Until(feed.Run("MyTests", []));

        await tests.Says("200, refreshed 200");
        (await tests.Ends()).ShouldBe(0, tests.Output);
    }

    /// <summary>What a portable PDB calls a source that is in it.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static async Task<System.Net.HttpStatusCode> Status(string address)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(address));
        return answer.StatusCode;
    }

    private static T Read<T>(ZipArchive package, string entry, Func<Stream, T> read)
    {
        using var whole = new MemoryStream();
        using (var packed = package.GetEntry(entry)!.Open()) packed.CopyTo(whole);
        whole.Position = 0;
        return read(whole);
    }
}
