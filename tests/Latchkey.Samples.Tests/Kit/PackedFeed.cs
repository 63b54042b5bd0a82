using System.Diagnostics;
using System.Xml.Linq;

namespace Latchkey.Samples.Tests.Kit;

/// <summary>Packed once for all who install from it.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>;

/// <summary>A folder of our packages, and fresh projects that install from it.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("lk-packages-").FullName;

    private string Feed => Path.Combine(root, "feed");

    /// <summary>What `dotnet new` knows: nothing of this machine's.</summary>
    private string Templates => Path.Combine(root, "templates");

    /// <summary>Each package's file, by its name.</summary>
    public IReadOnlyDictionary<string, string> Packages => Directory.GetFiles(Feed, "*.nupkg").ToDictionary(file => Path.GetFileName(file)[..Path.GetFileName(file).IndexOf(".0.", StringComparison.Ordinal)]);

    public async Task InitializeAsync()
    {
        // The readme's first line, of what the build of these tests left: building it again would take longer than everything here.
        var pack = Readme[0].Replace("../latchkey/", "", StringComparison.Ordinal).Replace("~/.latchkey/packages", Feed, StringComparison.Ordinal).Split(' ');
        pack[0].ShouldBe("dotnet");
        await Dotnet(Repository.Root, [.. pack[1..], "--no-build", "-c", Repository.Configuration]);

        // Our packages are unpacked here and everything else is taken from where the machine has it, so that a version that was
        // packed before is never mistaken for this one, and nothing is fetched that is here already.
        new XDocument(new XElement("configuration",
            new XElement("config", new XElement("add", new XAttribute("key", "globalPackagesFolder"), new XAttribute("value", Path.Combine(root, "installed")))),
            new XElement("fallbackPackageFolders", new XElement("add", new XAttribute("key", "machine"), new XAttribute("value", MachinePackages))),
            new XElement("packageSources", new XElement("add", new XAttribute("key", "ours"), new XAttribute("value", Feed))))).Save(Path.Combine(root, "nuget.config"));
        // Stops the search for settings at this folder.
        await File.WriteAllTextAsync(Path.Combine(root, "Directory.Build.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(root, "Directory.Packages.props"), "<Project />");
    }

    /// <summary>What README.md says to type for our packages.</summary>
    public static IReadOnlyList<string> Readme { get; } = [.. File.ReadAllText(Path.Combine(Repository.Root, "README.md"))
        .Split("### Packages")[1].Split("```console")[1].Split("```")[0].Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..])];

    /// <summary>Where this machine keeps the packages of others.</summary>
    public static string MachinePackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Writes a project of one file and builds it.</summary>
    public async Task Project(string name, string sdk, IReadOnlyList<string> packages, string? program, (string Platform, string Constant, string Stubs)? phone = null, string framework = "net10.0")
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        new XDocument(new XElement("Project", new XAttribute("Sdk", sdk),
            new XElement("PropertyGroup", new XElement("OutputType", "Exe"), new XElement("TargetFramework", framework), new XElement("UseAppHost", framework == "net10.0"), new XElement("ImplicitUsings", "enable"), new XElement("Nullable", "enable"), new XElement("NuGetAudit", "false"), new XElement("TreatWarningsAsErrors", "true"),
                phone is not var (platform, constant, _) ? null : new object[] { new XElement("LatchkeyPlatform", platform), new XElement("DefineConstants", constant) }),
            phone is not var (_, _, stubs) ? null : new XElement("ItemGroup",
                new XElement("FrameworkReference", new XAttribute("Include", "Microsoft.AspNetCore.App")), new XElement("Reference", new XAttribute("Include", stubs))),
            new XElement("ItemGroup", packages.Select(package => new XElement("PackageReference", new XAttribute("Include", package), new XAttribute("Version", Version(package))))))).Save(Path.Combine(folder, name + ".csproj"));
        if (program is not null) await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program);
        await Dotnet(folder, "build", "-v", "quiet", "-o", "out");
    }

    /// <summary>Makes a project of one of our templates, as a reader does; gives its folder.</summary>
    public async Task<string> New(string template, string name, params string[] options)
    {
        if (!Directory.Exists(Templates)) await Run(root, "new", "install", Packages["Latchkey.Templates"], "--debug:custom-hive", Templates);
        var folder = Path.Combine(root, name);
        await Run(root, ["new", template, "-n", name, "-o", folder, "--debug:custom-hive", Templates, .. options]);
        return folder;
    }

    public string Folder(string name) => Path.Combine(root, name);

    /// <summary>Builds a project that is there.</summary>
    public Task Build(string name) => Dotnet(Path.Combine(root, name), "build", "-v", "quiet", "-o", "out", "-p:TreatWarningsAsErrors=true", "-p:NuGetAudit=false");

    /// <summary>Starts what was built.</summary>
    public RunningProgram Run(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        RunningProgram.StartAny(name, "dotnet", [Path.Combine(root, name, "out", name + ".dll"), .. arguments], environment, root);

    /// <summary>Which of ours there is.</summary>
    public string Version(string package) => Path.GetFileNameWithoutExtension(Packages[package])[(package.Length + 1)..];

    private static Task Dotnet(string folder, params string[] arguments) => Run(folder, [.. arguments, "--nologo", "--disable-build-servers"]);

    private static async Task Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && key != "MSBUILDDISABLENODEREUSE").ToList()) start.Environment.Remove(inherited);
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await said}{await wrong}");
    }
}
