using System.Text.RegularExpressions;

namespace Latchkey.Protocol.Tests;

/// <summary>
/// Whoever reads "contract §2.1" or "decision 0006" can go there: what code, tests and documents cite of ours has its place
/// under docs/.
/// </summary>
public sealed partial class CitationsTests
{
    private static readonly string[] Folders = ["src", "tests", "bench", "samples", "docs", "eng"];
    private static readonly string[] Pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];
    private static readonly string[] Built = ["bin", "obj", "node_modules", "artifacts"];
    private static readonly string[] Kinds =
        [".cs", ".razor", ".md", ".js", ".ts", ".mjs", ".py", ".json", ".sql", ".sh", ".css", ".kt", ".swift", ".txt", ".csproj", ".props"];

    /// <summary>What is cited by which word, and where it stands.</summary>
    private static readonly IReadOnlyDictionary<string, Document> Documents = new Dictionary<string, Document>(StringComparer.OrdinalIgnoreCase)
    {
        ["contract"] = Document.Read("wire-contract.md"), ["pain"] = Document.Read("wire-contract.md"),
        ["threats"] = Document.Read("threats.md"), ["oidc-checks"] = Document.Read("checks.md"),
        ["design"] = Document.Read("design.md"), ["ruling"] = Document.Read("rulings.md"),
    };

    private static readonly (string Of, int Citations)[] Least =
        [("contract", 500), ("threats", 150), ("decision", 30), ("design", 8), ("oidc-checks", 10), ("ruling", 5), ("pain", 8)];

    private static readonly string[] Nowhere =
    [
        "contract §2.99", "contract §2.1, \"Weather\"", "contract §2.1, weather", "contract §11.99", "threats row 99", "threats §7", "design §99",
        "oidc-checks §99", "pain 99", "ruling 99", "decision 9999",
    ];

    private sealed record Citation(string Of, string Place, string Where);

    [Fact]
    public void What_is_cited_is_there()
    {
        var citations = Files().SelectMany(Read).ToArray();
        citations.Length.ShouldBeGreaterThan(800);                     // it has read something
        foreach (var (document, least) in Least) citations.Count(citation => citation.Of == document).ShouldBeGreaterThanOrEqualTo(least, document);
        var missing = citations.Where(citation => !IsThere(citation)).Select(citation => $"{citation.Where}: {citation.Of} {citation.Place}").ToArray();
        missing.ShouldBeEmpty("Nobody can look these up. Give them a place in docs/reference or docs/decisions, or cite what is there.\n" + string.Join('\n', missing));
    }

    [Theory]
    [InlineData("// contract §2.1, Consent: every row", "contract §2.1", "contract §2.1, Consent")]
    [InlineData("// contract §2.1 (sessionToken), §2.12", "contract §2.1", "contract §2.1, sessionToken", "contract §2.12")]
    [InlineData("// contract §3.2, credentials.emails. More.", "contract §3.2", "contract §3.2, credentials.emails")]
    [InlineData("/// Contract §2.1 and §3.12, \"Nobody's\".", "contract §2.1", "contract §3.12", "contract §3.12, Nobody's")]
    [InlineData("// contract §1.1; §11.25", "contract §1.1", "contract §11.25")]
    [InlineData("by the contract's event names (§3.6)", "contract §3.6")]
    [InlineData("// contract §3.1, §5.5. RFC 7636 §4.4.1", "contract §3.1", "contract §5.5")]
    [InlineData("// RFC 9068 §2, contract §2.3, OpenID Connect Core §2", "contract §2.3")]
    [InlineData("// contract §3.5; threats §1 rows 7, 8 and 20", "contract §3.5", "threats §1", "threats row 7", "threats row 8", "threats row 20")]
    [InlineData("/// Threats row 12.", "threats row 12")]
    [InlineData("/// Threats §3.", "threats §3")]
    [InlineData("// design §4, §6; oidc-checks §1 and §3", "design §4", "design §6", "oidc-checks §1", "oidc-checks §3")]
    [InlineData("// contract §10, pain 20; Decisions 0006 and 0010", "contract §10", "pain 20", "decision 0006", "decision 0010")]
    [InlineData("/// Ruling 9.", "ruling 9")]
    [InlineData("a contract of §5 and the checks behind it", "")]
    public void A_citation_is_read(string line, params string[] expected) =>
        Read(("here", line)).Select(citation => $"{citation.Of} {citation.Place}").ShouldBe(expected.Where(one => one.Length > 0));

    [Fact]
    public void What_is_not_there_is_missed()
    {
        foreach (var line in Nowhere) Read(("here", "// " + line)).Any(citation => !IsThere(citation)).ShouldBeTrue(line);
    }

    private static bool IsThere(Citation citation) => citation.Of == "decision"
        ? Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), citation.Place + "-*.md").Any()
        : Documents[citation.Of].Has(citation.Place);

    private static IEnumerable<(string, string)> Files() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
        .Concat(Pages.Select(page => Path.Combine(Repository.Root, page)))
        .Where(path => Kinds.Contains(Path.GetExtension(path)) && Path.GetFileName(path) != nameof(CitationsTests) + ".cs")
        .Select(path => (Path: path, Name: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')))
        // What a test run writes, or a package brings, is not ours; and what protocol.md says is what the tests say.
        .Where(file => !file.Name.Split('/').Any(Built.Contains) && file.Name != "docs/reference/protocol.md")
        .Select(file => (file.Name, File.ReadAllText(file.Path)));

    private static IEnumerable<Citation> Read((string Name, string Text) file)
    {
        var number = 0;
        foreach (var line in file.Text.Split('\n'))
        {
            number++;
            foreach (var (of, place) in Read(line)) yield return new(of, place, $"{file.Name}:{number}");
        }
    }

    /// <summary>A word for one of our documents, and what follows it: sections, names behind a section, rows.</summary>
    private static IEnumerable<(string Of, string Place)> Read(string line)
    {
        foreach (Match cited in Cited().Matches(line))
        {
            var of = Known(cited.Groups["of"].Value);
            var section = "";
            foreach (Match part in Part().Matches(cited.Groups["places"].Value))
            {
                if (part.Groups["section"] is { Success: true } named) yield return (of, section = "§" + named.Value);
                if (part.Groups["name"] is { Success: true } name) yield return (of, $"{section}, {name.Value.Trim().Trim('`')}");
                if (part.Groups["row"] is { Success: true } row) yield return (of, of == "threats" ? "row " + row.Value : row.Value);
            }
        }
    }

    private static string Known(string word) => word.ToLowerInvariant() switch
    {
        "contract's event names" or "contract's" => "contract",
        "pains" => "pain",
        "rulings" => "ruling",
        "decisions" => "decision",
        var one => one,
    };

    private const string Number = @"\d+(?:\.\d+)*";

    /// <summary>
    /// A name behind a section: in quotation marks, in brackets, as code, or bare up to where the thought ends. What stands
    /// there of another document is no name.
    /// </summary>
    private const string Name = """
        (?:\ \((?<name>\w+)\)|,\ "(?<name>[^"]+)"|,\ <c>(?<name>[^<]+)</c>
          |,\ (?!(?:RFC|OpenID|FAPI|CIBA|OAuth|threats|decision|design|oidc-checks|pain|JARM)\b)
              (?<name>[^§;:|<)"\s](?:[^§;:|<)".]|\.(?=[^\s<)]))*)(?=[;:|<).]|\s*$))
        """;

    /// <summary>"contract §2.1, Consent; §3.2" and its like.</summary>
    [GeneratedRegex($"""
        \b(?:(?<of>contract(?:'s(?:\ event\ names)?)?|threats|oidc-checks|design)
              (?<places>[ (]*§{Number}{Name}?(?:(?:,|;|\ and)\ §{Number}{Name}?)*(?:\ rows?\ \d+(?:(?:,|\ and)\ \d+)*)?)
          |(?<of>threats)(?<places>\ rows?\ \d+(?:(?:,|\ and)\ \d+)*)
          |(?<of>pains?|rulings?)(?<places>\ \d+(?:(?:,|\ and)\ \d+)*)
          |(?<of>decisions?)(?<places>\ \d\d\d\d(?:(?:,|\ and)\ \d\d\d\d)*))
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Cited();

    [GeneratedRegex($"§(?<section>{Number}){Name}?|(?<row>\\d+)",
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Part();

    /// <summary>A page of docs/reference: its numbered headings, what stands below each, and the numbered rows of its tables.</summary>
    private sealed partial class Document
    {
        private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);
        private readonly HashSet<string> rows = new(StringComparer.Ordinal);

        public static Document Read(string name)
        {
            var document = new Document();
            var section = "";
            foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "reference", name)))
            {
                if (Heading().Match(line) is { Success: true } heading)
                {
                    section = heading.Groups["number"].Value;
                    document.sections.Add(section, "");
                }
                else if (section.Length > 0) document.sections[section] += line + "\n";
                if (Row().Match(line) is { Success: true } row) document.rows.Add($"{section}.{row.Groups["number"].Value}");
            }
            return document;
        }

        public bool Has(string place)
        {
            if (SectionPlace().Match(place) is { Success: true } at)
            {
                var number = at.Groups["number"].Value;
                if (!at.Groups["name"].Success) return sections.ContainsKey(number) || rows.Contains(number);
                return Bold().Matches(sections.GetValueOrDefault(number, "")).Any(bold => IsNamed(bold.Groups["name"].Value, at.Groups["name"].Value));
            }
            // Rows are counted through the one table that has them: causes, pains, rulings.
            var row = place.Split(' ')[^1];
            return rows.Contains("1." + row) || rows.Contains("10." + row) || rows.Contains("." + row);
        }

        /// <summary>By its name, or by one that goes on: "acr_values with sessionToken" is to be found at "acr_values".</summary>
        private static bool IsNamed(string bold, string cited)
        {
            var name = bold.Replace("`", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
            return cited.Equals(name, StringComparison.OrdinalIgnoreCase) || cited.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase);
        }

        [GeneratedRegex(@"^##+ (?<number>\d+(\.\d+)*) ", RegexOptions.CultureInvariant, 60_000)]
        private static partial Regex Heading();

        [GeneratedRegex(@"^\| (?<number>\d+) \|", RegexOptions.CultureInvariant, 60_000)]
        private static partial Regex Row();

        [GeneratedRegex(@"^§(?<number>[\d.]+)(, (?<name>.+))?$", RegexOptions.CultureInvariant, 60_000)]
        private static partial Regex SectionPlace();

        [GeneratedRegex(@"\*\*(?<name>.+?)\*\*(?!\*)", RegexOptions.CultureInvariant, 60_000)]
        private static partial Regex Bold();
    }
}
