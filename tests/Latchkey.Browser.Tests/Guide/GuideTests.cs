using System.Text.RegularExpressions;
using System.Xml.Linq;
using Latchkey.Browser.Tests.Harness;

namespace Latchkey.Browser.Tests.Guide;

/// <summary>What the documents say is held to what there is.</summary>
public sealed partial class GuideTests
{
    [Theory]
    [InlineData("README.md", "tests/Latchkey.Browser.Tests/Guide/Readmes.cs", 2)]
    [InlineData("src/Latchkey.Native/README.md", "tests/Latchkey.Browser.Tests/Guide/Readmes.cs tests/Latchkey.Native.Heads/Guide.Android/Readme.cs tests/Latchkey.Native.Heads/Guide.Apple/Readme.cs", 5)]
    [InlineData("src/Latchkey.Native.Maui/README.md", "tests/Latchkey.Native.Heads/Guide/MauiReadme.cs tests/Latchkey.Native.Heads/Guide.Android/Readme.cs", 3)]
    [InlineData("docs/guide/unlock-with-biometrics.md", "tests/Latchkey.Native.Heads/Guide/Unlock.cs", 4)]
    [InlineData("src/Latchkey.AspNetCore/README.md", "tests/Latchkey.Browser.Tests/Guide/ReadmeOfAspNetCore.cs", 2)]
    [InlineData("docs/guide/sign-in-native.md", "tests/Latchkey.Browser.Tests/Guide/SignInNative.cs", 10)]
    [InlineData("docs/guide/sign-in-mobile.md", "tests/Latchkey.Native.Heads/Guide/Screen.cs tests/Latchkey.Native.Heads/Guide/Settings.cs tests/Latchkey.Native.Heads/Guide/MauiApp.cs "
        + "tests/Latchkey.Native.Heads/Guide.Android/App.cs tests/Latchkey.Native.Heads/Guide.Apple/App.cs", 14)]
    [InlineData("docs/guide/share-sessions.md", "tests/Latchkey.Native.Tests/ShareSessionsTests.cs", 7)]
    [InlineData("docs/guide/your-own-pages.md", "samples/Quickstart/OwnPages.cs tests/Latchkey.Native.Tests/OwnPagesTests.cs", 4)]
    [InlineData("docs/guide/protect-your-api.md", "tests/Latchkey.Browser.Tests/Guide/ProtectYourApi.cs", 9)]
    [InlineData("docs/guide/test-with-a-real-org.md", "tests/Latchkey.Testing.Tests/GuideSnippets.cs", 11)]
    [InlineData("src/Latchkey.Testing/README.md", "tests/Latchkey.Testing.Tests/ReadmeSnippets.cs", 1)]
    public void Every_piece_of_code_in_a_guide_is_compiled_by_a_test(string guide, string code, int atLeast)
    {
        var compiled = Lines(string.Join('\n', code.Split(' ').Select(Read)));
        var snippets = Snippet().Matches(Read(guide)).Select(match => match.Groups[1].Value).ToList();

        snippets.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        foreach (var snippet in snippets)
        {
            // A file has its usings at the top, wherever the piece of code stands in it, and needs none for the namespace it is in.
            var lines = Lines(snippet).Split('\n').ToLookup(line => Using().IsMatch(line));
            foreach (var line in lines[true]) (compiled.Contains(line, StringComparison.Ordinal) || compiled.Contains($"namespace {line["using ".Length..^1]}.", StringComparison.Ordinal)).ShouldBeTrue(line);
            compiled.ShouldContain(string.Join('\n', lines[false]));
        }
    }

    [Fact]
    public void Every_package_has_its_reason()
    {
        var reasons = Read("docs/decisions/0005-dependencies.md");
        var packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(package => (string)package.Attribute("Include")!);

        packages.Where(package => !reasons.Contains(package, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>As the same text whatever the indentation and where comments are lined up.</summary>
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => Spaces().Replace(line.Trim(), " ")).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline, 60_000)]
    private static partial Regex Snippet();

    [GeneratedRegex("^using [A-Za-z.]+;$", RegexOptions.None, 60_000)]
    private static partial Regex Using();

    [GeneratedRegex(" {2,}", RegexOptions.None, 60_000)]
    private static partial Regex Spaces();
}
