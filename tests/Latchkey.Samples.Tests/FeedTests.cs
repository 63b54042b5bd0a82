using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Latchkey.Samples.Tests;

/// <summary>The commands of README.md that make our packages installable, typed as they stand there, on a machine that also knows a feed with our names on it.</summary>
public sealed class FeedTests : IClassFixture<PackedFeed>, IDisposable
{
    private const string Squatted = "99.0.0";

    private readonly PackedFeed feed;
    private readonly string root = Directory.CreateTempSubdirectory("lk-feed-").FullName;

    public FeedTests(PackedFeed feed)
    {
        this.feed = feed;
        var ours = Directory.CreateDirectory(Path.Combine(Home, ".latchkey", "packages")).FullName;
        foreach (var package in feed.Packages.Values) File.Copy(package, Path.Combine(ours, Path.GetFileName(package)));
        Squat("Latchkey.Native");

        // What the person has anyway: both feeds, and the packages of others where this machine keeps them.
        var settings = Directory.CreateDirectory(Path.Combine(Home, ".nuget", "NuGet")).FullName;
        new XDocument(new XElement("configuration",
            new XElement("fallbackPackageFolders", Add("machine", PackedFeed.MachinePackages)),
            new XElement("packageSources", Add("ours", ours), Add("elsewhere", Elsewhere)))).Save(Path.Combine(settings, "NuGet.Config"));
        File.CreateSymbolicLink(Path.Combine(root, "latchkey"), Repository.Root);

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }

    private string Home => Path.Combine(root, "home");
    private string Elsewhere => Directory.CreateDirectory(Path.Combine(root, "elsewhere")).FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task What_the_readme_says_takes_our_names_from_our_folder_alone()
    {
        var app = Project("MyApp");
        PackedFeed.Readme.Count.ShouldBe(3);
        foreach (var command in PackedFeed.Readme.Skip(1)) await Type(app, command);       // the first one packed what is in the folder
        await Type(app, "dotnet restore");
        Taken(app).ShouldBe(Path.GetFileNameWithoutExtension(feed.Packages["Latchkey.Native"])["Latchkey.Native.".Length..]);
    }

    [Fact]
    public async Task Without_them_a_feed_that_took_our_name_would_be_believed()
    {
        var app = Project("Unguarded");
        await Type(app, "dotnet restore");
        Taken(app).ShouldBe(Squatted);
    }

    /// <summary>An app that takes the newest there is, which is what <c>dotnet add package</c> looks for.</summary>
    private string Project(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="Latchkey.Native" Version="*" /></ItemGroup>
            </Project>
            """);
        return folder;
    }

    private static string Taken(string app)
    {
        var resolved = JsonNode.Parse(File.ReadAllText(Path.Combine(app, "obj", "project.assets.json")))!["libraries"]!.AsObject();
        return resolved.Select(library => library.Key).Single(library => library.StartsWith("Latchkey.Native/", StringComparison.Ordinal)).Split('/')[1];
    }

    /// <summary>A package with nothing in it but our name.</summary>
    private void Squat(string name)
    {
        using var package = ZipFile.Open(Path.Combine(Elsewhere, $"{name}.{Squatted}.nupkg"), ZipArchiveMode.Create);
        using var described = new StreamWriter(package.CreateEntry(name + ".nuspec").Open());
        described.Write($"<package><metadata><id>{name}</id><version>{Squatted}</version><authors>Somebody</authors><description>Not ours.</description></metadata></package>");
    }

    private async Task Type(string folder, string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || key == "NUGET_PACKAGES").ToList()) start.Environment.Remove(inherited);
        (start.Environment["HOME"], start.Environment["DOTNET_CLI_HOME"], start.Environment["MSBUILDDISABLENODEREUSE"]) = (Home, Home, "1");
        using var shell = Process.Start(start)!;
        var (said, wrong) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, $"{command}:\n{await said}{await wrong}");
    }
}
