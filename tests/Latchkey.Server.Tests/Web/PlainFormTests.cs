using System.Text;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace Latchkey.Server.Tests.Web;

/// <summary>Forms that are read by hand say what the framework reads in them; RFC 6749 appendix B.</summary>
public sealed class PlainFormTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", "grant_type", "client_credentials", "=", "=", "&", "&", "+", "%20", "%3A", "%3a", "%26", "%3d", "%2B", "%00", "%0a", "%7f", "%80", "%C3%BC", "%zz",
        "%", "%4", "ü", " ", "\t", "\u007f", "[0]", "?", "#", ";",
    ];

    [Fact]
    public async Task A_form_that_is_plain_reads_as_the_framework_reads_it()
    {
        var plain = 0;
        for (var first = 0; first < Pieces.Length; first++)
            for (var second = 0; second < Pieces.Length; second++)
                foreach (var around in (string[])["{0}{1}", "a={0}{1}", "{0}{1}=b", "a={0}&b={1}", "{0}=a&{1}=b", "a=x{0}y&x{1}y=b", "a=b&{0}{1}", "scope=orders{0}read{1}"])
                    if (await IsTheSame(string.Format(null, around, Pieces[first], Pieces[second]))) plain++;
        plain.ShouldBeGreaterThan(500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]                          // without a value
    [InlineData("a=")]
    [InlineData("=a")]
    [InlineData("a=b&")]
    [InlineData("a=b&a=c")]                    // RFC 6749 §3.2: refused elsewhere
    [InlineData("a=%00")]
    [InlineData("a=%C3%BC")]
    public void What_leaves_something_to_decide_is_not_plain(string form) => PlainForm.Read(Encoding.UTF8.GetBytes(form)).ShouldBeNull();

    [Fact]
    public void Long_ones_are_not_plain()
    {
        PlainForm.Read(Encoding.ASCII.GetBytes("a=" + new string('b', 10_000))).ShouldBeNull();
        PlainForm.Read(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 50).Select(i => $"a{i}=b")))).ShouldBeNull();
    }

    private static async Task<bool> IsTheSame(string form)
    {
        if (PlainForm.Read(Encoding.UTF8.GetBytes(form)) is not { } read) return false;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(form));
        using var reader = new FormReader(stream);
        var expected = await reader.ReadFormAsync();
        read.Count.ShouldBe(expected.Count, form);
        foreach (var (name, value) in expected) read[name].ShouldBe(value.ToString(), form);
        return true;
    }
}
