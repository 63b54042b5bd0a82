using System.Globalization;
using System.Text;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Management.Refusals;

namespace Latchkey.Server.Tests.Docs;

/// <summary>docs/reference/refused.md says what of Okta's API is refused, and why: written from what refuses it.</summary>
public sealed class RefusedReferenceTests
{
    [Fact]                                                             // ruling 21
    public void The_reference_says_what_is_refused_and_why()
    {
        var page = new StringBuilder("# What of Okta's API is refused\n\nWritten by `RefusedReferenceTests` (LATCHKEY_ACCEPT=1). Each of these answers 501 E0000060, \"Unsupported operation.\", with its sentence.\nSettings that have one value here are told and may be said again; [the contract](wire-contract.md) lists them at 3.10.\n\n| address | why |\n|---|---|\n");
        foreach (var reason in RefusedOperations.All.GroupBy(one => one.Reason)) page.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", reason.Select(one => $"`/api/v1{one.Path}`"))} | {reason.Key} |\n");
        page.Append("\nInline hooks of these types are refused with 400 E0000001, since nothing here would ever ask them:\n\n| type | why |\n|---|---|\n");
        foreach (var (type, reason) in InlineHookType.Never) page.Append(CultureInfo.InvariantCulture, $"| `{type}` | {char.ToUpperInvariant(reason[0])}{reason[1..]}. |\n");
        var file = Path.Combine(Repository.Root, "docs", "reference", "refused.md");
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1") File.WriteAllText(file, page.ToString());
        File.ReadAllText(file).ShouldBe(page.ToString(), "To write it anew: LATCHKEY_ACCEPT=1 dotnet test tests/Latchkey.Server.Tests --filter RefusedReference");
        RefusedOperations.All.ShouldAllBe(one => one.Reason.EndsWith('.'));
    }
}
