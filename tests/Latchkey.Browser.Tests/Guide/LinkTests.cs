using System.Text.RegularExpressions;

namespace Latchkey.Browser.Tests.Guide;

/// <summary>Whatever a document of this repository points to is there: files, headings of other documents, and paths that it names.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Documents =
    [
        .. Directory.GetFiles(Repository.Root, "*.md"),
        .. new[] { "docs", "src", "samples", "tests", "bench" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
            .Where(document => !document.Contains("node_modules", StringComparison.Ordinal)),
    ];

    [Fact]
    public void No_link_between_documents_is_dead()
    {
        var links = (from document in Documents from Match link in Link().Matches(Prose(document)) select (document, target: link.Groups[1].Value)).ToList();
        links.Count.ShouldBeGreaterThan(100);
        links.Where(link => !IsAlive(link.document, link.target)).Select(link => $"{Path.GetRelativePath(Repository.Root, link.document)}: {link.target}").ShouldBeEmpty();
    }

    [Fact]
    public void No_path_that_a_document_names_is_missing()
    {
        var named = (from document in Documents from Match path in NamedPath().Matches(Prose(document)) select (document, path: path.Groups[1].Value)).ToList();
        named.Count.ShouldBeGreaterThan(20);
        named.Where(one => !Path.Exists(Path.Combine(Repository.Root, one.path))).Select(one => $"{Path.GetRelativePath(Repository.Root, one.document)}: {one.path}").ShouldBeEmpty();
    }

    [Fact]
    public void The_map_of_the_readme_shows_every_project_and_sample()
    {
        var map = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("## Map")[1].Split("```")[1];
        var there = new[] { "src", "samples" }.SelectMany(folder => Directory.GetDirectories(Path.Combine(Repository.Root, folder))).Where(folder => Directory.EnumerateFiles(folder).Any()).Select(Path.GetFileName);
        there.Where(name => name is not "Shared" && !Regex.IsMatch(map, $@"(?<![\w.-]){Regex.Escape(name!)}(?![\w.-])")).ShouldBeEmpty();
        foreach (var named in Regex.Matches(map, @"^([\w./-]+)", RegexOptions.Multiline).Select(line => line.Groups[1].Value)) Path.Exists(Path.Combine(Repository.Root, named)).ShouldBeTrue(named);
    }

    [Theory]
    [InlineData("README.md#packages", true)]
    [InlineData("README.md#package", false)]
    [InlineData("docs/guide/sign-in-native.md#all-of-it", true)]
    [InlineData("docs/guide/sign-in-native.md#2-register", true)]
    [InlineData("docs/guide/sign-in-nativ.md", false)]
    [InlineData("https://example.com/nowhere", true)]
    public void A_link_is_alive_when_its_file_and_its_heading_are_there(string target, bool isAlive) =>
        IsAlive(Path.Combine(Repository.Root, "CHANGELOG.md"), target).ShouldBe(isAlive);

    private static bool IsAlive(string document, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) return true;
        var (file, heading) = target.Split('#', 2) is [var path, var anchor] ? (path, anchor) : (target, "");
        var to = file.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, file);
        return Path.Exists(to) && (heading.Length == 0 || Headings(to).Contains(heading));
    }

    /// <summary>As GitHub names them: letters, digits, hyphens and underscores, in lower case; a second one of the same name gets a number.</summary>
    private static HashSet<string> Headings(string document)
    {
        HashSet<string> names = [];
        foreach (Match heading in Heading().Matches(Prose(document)))
        {
            var name = NotInAnchors().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            for (var n = 0; !names.Add(n == 0 ? name : $"{name}-{n}"); n++) continue;
        }
        return names;
    }

    /// <summary>Without pieces of code, where brackets and hashes mean something else.</summary>
    private static string Prose(string document) => Code().Replace(File.ReadAllText(document), "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)", RegexOptions.None, 60_000)]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:docs|src|samples|tests|bench|eng|assets)/[\w./-]+)`", RegexOptions.None, 60_000)]
    private static partial Regex NamedPath();

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline, 60_000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]", RegexOptions.None, 60_000)]
    private static partial Regex NotInAnchors();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline, 60_000)]
    private static partial Regex Code();
}
