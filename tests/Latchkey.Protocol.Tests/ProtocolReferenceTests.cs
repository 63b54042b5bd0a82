using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Latchkey.Protocol.Tests;

/// <summary>
/// docs/reference/protocol.md says for each section of a specification what we do and which test proves it. It is written
/// from the tests' own citations, so that nothing can be claimed there that no test shows.
/// </summary>
public sealed partial class ProtocolReferenceTests
{
    [Fact]
    public void The_reference_says_what_the_tests_prove()
    {
        var root = Repository.Root;
        var file = Path.Combine(root, "docs", "reference", "protocol.md");
        var proofs = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(path => Proofs(root, path)).ToArray();
        proofs.Length.ShouldBeGreaterThan(200);

        var now = Document(proofs);
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(file, now);
        string[] said = File.ReadAllLines(file), proven = now.TrimEnd('\n').Split('\n');
        const string howToMend = "To write it anew: LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Protocol.Tests --filter ProtocolReference";
        said.Except(proven).ShouldBeEmpty("No test proves these lines any more. " + howToMend);
        proven.Except(said).ShouldBeEmpty("These lines are missing. " + howToMend);
        said.SequenceEqual(proven).ShouldBeTrue("The lines are in another order. " + howToMend);
    }

    private sealed record Proof(string Specification, string Section, string Test, string File);

    /// <summary>What each test of a file cites: beside its attribute, its name, or a line of its body.</summary>
    private static List<Proof> Proofs(string root, string path)
    {
        var proofs = new List<Proof>();
        var pending = new List<(string, string)>();
        string? test = null;
        var isTest = false;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("    [", StringComparison.Ordinal))
            {
                // Attributes come before a name: what they cite waits for it.
                if (test is not null) (test, isTest) = (null, false);
                isTest |= TestAttribute().IsMatch(line);
                pending.AddRange(Cited(line));
                continue;
            }
            if (test is null && isTest && TestName().Match(line) is { Success: true } name) test = name.Groups["name"].Value;
            if (test is null) continue;
            foreach (var (specification, section) in pending.Concat(Cited(line))) proofs.Add(new(specification, section, test, Path.GetRelativePath(root, path).Replace('\\', '/')));
            pending.Clear();
            if (line is "    }" || (line.StartsWith("    p", StringComparison.Ordinal) && line.EndsWith(';'))) (test, isTest) = (null, false);
        }
        return [.. proofs.Distinct()];
    }

    private static IEnumerable<(string Specification, string Section)> Cited(string line)
    {
        var comment = Comment().Match(line).Value;
        foreach (Match citation in Citation().Matches(comment))
        {
            var specification = Known(citation.Groups["spec"].Value);
            foreach (Capture section in citation.Groups["section"].Captures) yield return (specification, section.Value);
        }
        foreach (Match module in ConformanceModule().Matches(comment)) yield return ("OpenID conformance suite", module.Value);
    }

    private static string Known(string specification) => specification switch
    {
        "contract" => "Okta's wire contract",
        "threats" or "Threats" => "Threats",
        "oidc-checks" => "OpenID conformance suite",
        "JARM" => "JWT Secured Authorization Response Mode (JARM)",
        "RP-Initiated Logout" or "Back-Channel Logout" or "Front-Channel Logout" => "OpenID Connect " + specification,
        _ => specification,
    };

    private static string Document(IReadOnlyList<Proof> proofs)
    {
        var text = new StringBuilder("""
            # What Latchkey does, section by section

            Each row is a section of a specification, what Latchkey does about it, and the test that proves it. Written from the
            citations in the tests by `LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Protocol.Tests --filter ProtocolReference`; a
            test fails when the two differ. "Okta's wire contract" is what Okta's own clients expect on the wire.

            """);
        foreach (var specification in proofs.GroupBy(proof => proof.Specification).OrderBy(group => Order(group.Key), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {specification.Key}\n\n| section | what we do | proven by |\n| --- | --- | --- |\n");
            foreach (var proof in specification.OrderBy(proof => SectionOrder(proof.Section), StringComparer.Ordinal).ThenBy(proof => proof.Test, StringComparer.Ordinal).ThenBy(proof => proof.File, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"| {proof.Section} | {Sentence(proof.Test)} | [{Path.GetFileNameWithoutExtension(proof.File)}](../../{proof.File}) |\n");
        }
        return text.ToString();
    }

    private static string Sentence(string test) => test.Replace('_', ' ').Trim();

    /// <summary>OAuth's own first, then its relatives by number, then OpenID.</summary>
    private static string Order(string specification) => specification.StartsWith("RFC ", StringComparison.Ordinal) ? "1 " + specification["RFC ".Length..].PadLeft(6, '0')
        : specification.StartsWith("OpenID Connect", StringComparison.Ordinal) ? "2 " + specification : specification.StartsWith("OpenID", StringComparison.Ordinal) ? "3 " + specification : "4 " + specification;

    private static string SectionOrder(string section) => Number().Replace(section, number => number.Value.PadLeft(4, '0'));

    [GeneratedRegex(@"\[(Fact|Theory)\b", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^    public (?:async )?(?:Task|void|Property) (?<name>\w+)\(", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"(?<![:""])//(?!/).*$", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<spec>RFC \d+|OpenID [A-Z][\w.\- ]*?|FAPI 2\.0[\w ]*?|(?:RP-Initiated|Back-Channel|Front-Channel) Logout|OAuth 2\.0 [A-Z][\w ]*?|Form Post Response Mode|CIBA[\w ]*?|JARM|contract|[Tt]hreats|oidc-checks)(?: 1\.0)? (?<section>§ ?[\w.]*\w|appendix [A-Z])(?:(?:, | and |,)(?<section>§ ?[\w.]*\w))*", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Citation();

    [GeneratedRegex(@"\b(?:oidcc|fapi2)-[a-zA-Z0-9_\-]+[a-zA-Z0-9]\b", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex ConformanceModule();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Number();
}
