using System.Reflection;
using PublicApiGenerator;

namespace Latchkey.Tests.Shared;

/// <summary>
/// What a package promises to those who compile against it, written down beside its tests: every public type and member as C# would declare it. A change of
/// it is a promise made or broken, and belongs in the changelog.
/// </summary>
internal static class PublicApi
{
    private static readonly string Tests = typeof(PublicApi).Assembly.GetName().Name!;

    public static void ShouldBeWrittenDown(Assembly assembly, string file = "PublicApi.txt")
    {
        var now = assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var path = Path.Combine(Repository.Root, "tests", Tests, file);
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(path, now);
        now.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"), $"To accept the change: LATCHKEY_ACCEPT=1 dotnet test tests/{Tests} --filter PublicApi");
    }
}
