using System.CommandLine;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Latchkey.Cli;
using Latchkey.Tests.Kit;
using Latchkey.Tests.Shared;

namespace Latchkey.Tests.Commands;

/// <summary>docs/guide/a-phone-and-the-development-server.md, held to what there is. What its commands do, <see cref="DevPhoneTests"/> shows.</summary>
public sealed partial class PhoneGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "a-phone-and-the-development-server.md"));

    [Fact]
    public void Every_command_is_one_the_program_knows()
    {
        var commands = Command().Matches(Guide).Select(match => match.Groups["line"].Value).ToList();
        commands.Count.ShouldBeGreaterThanOrEqualTo(8);
        foreach (var command in commands)
            CommandTable.Build().Parse(command).Errors.Select(error => error.Message).ShouldBeEmpty(command);
    }

    [Fact]
    public void Every_file_for_Android_is_well_formed_and_trusts_no_more_than_it_says()
    {
        var files = Xml().Matches(Guide).Select(match => XDocument.Parse(match.Groups[1].Value).Root!).ToList();
        files.Select(file => file.Name.LocalName).ShouldBe(["network-security-config", "network-security-config"]);
        files[0].Descendants("domain").Select(domain => domain.Value).ShouldBe(["localhost"]);
        files[1].Descendants("certificates").Single().Ancestors().Select(element => element.Name.LocalName).ShouldContain("debug-overrides");
    }

    [GeneratedRegex("^(?:\\$ |.*`)latchkey (?<line>(?:dev|apps|setup-token)[^`\\n…]*?)(?:`.*)?$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Command();

    [GeneratedRegex("```xml\\n(.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Xml();
}
