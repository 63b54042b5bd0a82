using System.Text;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>An answer as a program sees it: nothing followed, nothing assumed of its shape.</summary>
public sealed record Seen(int Status, string? Location, string? MediaType, Dictionary<string, string> Headers, string Text)
{
    /// <summary>A parameter of the address it leads to, in the query or the fragment.</summary>
    public string? this[string name] => Location is null || Location.IndexOfAny(['?', '#']) < 0 ? null : Location[(Location.IndexOfAny(['?', '#']) + 1)..]
        .Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).SingleOrDefault();

    /// <summary>A page for a person that leads nowhere by itself.</summary>
    public void ShouldBeAnErrorPage(int status = 400, string? saying = null)
    {
        Status.ShouldBe(status, Text);
        Location.ShouldBeNull();
        MediaType.ShouldBe("text/html");
        Headers.ShouldNotContainKey("Refresh");
        Text.ShouldNotContain("http-equiv");
        Text.ShouldNotContain("<form");
        Text.ShouldContain("request-id");
        if (saying is not null) System.Net.WebUtility.HtmlDecode(Text).ShouldContain(saying);
    }
}
