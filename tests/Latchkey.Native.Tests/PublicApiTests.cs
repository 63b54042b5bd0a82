using System.Reflection;
using System.Runtime.CompilerServices;

namespace Latchkey.Native.Tests;

/// <summary>What apps compile against. A change here is a promise made or broken: it belongs in the changelog.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_written_down()
    {
        var now = string.Concat(Surface(typeof(LatchkeyClient).Assembly).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(Path.Combine(SourceFolder(), "PublicApi.txt"), now);
        now.ShouldBe(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt")).ReplaceLineEndings("\n"), "To accept the change: LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Native.Tests --filter PublicApi, then build again");
    }

    private static IEnumerable<string> Surface(Assembly assembly) =>
        from type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal)
        from line in Members(type).Order(StringComparer.Ordinal).Prepend(type.FullName!)
        select line;

    private static IEnumerable<string> Members(Type type) =>
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let line = member switch
        {
            ConstructorInfo c when IsVisible(c) => $"new({Parameters(c)})",
            MethodInfo m when IsVisible(m) && !m.IsSpecialName => $"{Name(m.ReturnType)} {m.Name}({Parameters(m)})",
            PropertyInfo p when p.GetMethod is { } get && IsVisible(get) => $"{Name(p.PropertyType)} {p.Name} {{ get;{(p.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
            EventInfo e => $"event {Name(e.EventHandlerType!)} {e.Name}",
            FieldInfo f when f.IsPublic && f.IsLiteral => $"{f.Name} = {f.GetRawConstantValue()}",
            _ => null,
        }
        where line is not null
        select "  " + line;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "null"}" : "")}"));

    private static string Name(Type type) => !type.IsGenericType ? type.Name
        : $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
