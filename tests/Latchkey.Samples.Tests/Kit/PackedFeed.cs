using System.Diagnostics;
using System.Xml.Linq;

namespace Latchkey.Samples.Tests.Kit;

/// <summary>A folder of our packages, and fresh projects that install from it.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("lk-packages-").FullName;

    private string Feed => Path.Combine(root, "feed");

    /// <summary>Each package's file, by its name.</summary>
    public IReadOnlyDictionary<string, string> Packages => Directory.GetFiles(Feed, "*.nupkg").ToDictionary(file => Path.GetFileName(file)[..Path.GetFileName(file).IndexOf(".0.", StringComparison.Ordinal)]);

    public async Task InitializeAsync()
    {
        // As the build of these tests left them: building them again would take longer than everything here.
        await Dotnet(Repository.Root, "pack", Path.Combine("eng", "packages.slnf"), "--no-build", "-c", Repository.Configuration, "-o", Feed);

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

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Writes a project of one file and builds it.</summary>
    public async Task Project(string name, string sdk, IReadOnlyList<string> packages, string program, (string Platform, string Constant, string Stubs)? phone = null, string framework = "net10.0")
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        new XDocument(new XElement("Project", new XAttribute("Sdk", sdk),
            new XElement("PropertyGroup", new XElement("OutputType", "Exe"), new XElement("TargetFramework", framework), new XElement("UseAppHost", framework == "net10.0"), new XElement("ImplicitUsings", "enable"), new XElement("Nullable", "enable"), new XElement("NuGetAudit", "false"), new XElement("TreatWarningsAsErrors", "true"),
                phone is not var (platform, constant, _) ? null : new object[] { new XElement("LatchkeyPlatform", platform), new XElement("DefineConstants", constant) }),
            phone is not var (_, _, stubs) ? null : new XElement("ItemGroup",
                new XElement("FrameworkReference", new XAttribute("Include", "Microsoft.AspNetCore.App")), new XElement("Reference", new XAttribute("Include", stubs))),
            new XElement("ItemGroup", packages.Select(package => new XElement("PackageReference", new XAttribute("Include", package), new XAttribute("Version", Version(package))))))).Save(Path.Combine(folder, name + ".csproj"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program);
        await Dotnet(folder, "build", "-v", "quiet", "-o", "out");
    }

    /// <summary>Starts what was built.</summary>
    public RunningProgram Run(string name, IEnumerable<string> arguments) =>
        RunningProgram.StartAny(name, "dotnet", [Path.Combine(root, name, "out", name + ".dll"), .. arguments], folder: root);

    private string Version(string package) => Path.GetFileNameWithoutExtension(Packages[package])[(package.Length + 1)..];

    private static string MachinePackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static async Task Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "--nologo", "--disable-build-servers"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) && key != "MSBUILDDISABLENODEREUSE").ToList()) start.Environment.Remove(inherited);
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await said}{await wrong}");
    }
}
