using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Latchkey.Testing;

/// <summary>What a browser was shown, or where it was sent beyond the origin.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Status">Its status.</param>
/// <param name="Location">Where it leads outside, byte for byte; null for a page.</param>
/// <param name="Headers">All of them.</param>
/// <param name="Text">The body.</param>
public sealed record TestPage(Uri Url, HttpStatusCode Status, string? Location, IReadOnlyDictionary<string, string> Headers, string Text)
{
    /// <summary>The parsed page. Its types are another maker's, so apps see <see cref="Shows"/>, <see cref="TextOf"/> and <see cref="AttributeOf"/>.</summary>
    internal IHtmlDocument Document { get; } = new HtmlParser().ParseDocument(Text);

    /// <summary>Whether the page has such an element.</summary>
    /// <param name="selector">A CSS selector, such as <c>input[name=password]</c>.</param>
    public bool Shows(string selector) => Document.QuerySelector(selector) is not null;

    /// <summary>The words of the first such element, without the space around them; null when there is none.</summary>
    /// <param name="selector">A CSS selector, such as <c>h1</c>.</param>
    public string? TextOf(string selector) => Document.QuerySelector(selector)?.TextContent.Trim();

    /// <summary>An attribute of the first such element; null when there is none.</summary>
    /// <param name="selector">A CSS selector, such as <c>a.help</c>.</param>
    /// <param name="attribute">The attribute's name.</param>
    public string? AttributeOf(string selector, string attribute) => Document.QuerySelector(selector)?.GetAttribute(attribute);

    /// <summary>Where the answer goes: the redirect, or the address the "Return to the app" page moves on to.</summary>
    public string? LeadsTo =>
        Location ?? (Document.QuerySelector("meta[http-equiv=refresh]")?.GetAttribute("content") is { } refresh
            ? refresh[(refresh.IndexOf("url=", StringComparison.OrdinalIgnoreCase) + 4)..] : null);

    /// <summary>
    /// A parameter of the answer: in the query or fragment of the address the page leads to, in the form it posts, or in the message it sends.
    /// </summary>
    public string? Parameter(string name)
    {
        if (Document.QuerySelector("[data-answer]")?.GetAttribute("data-answer") is { } posted) return JsonNode.Parse(posted)![name]?.GetValue<string>();
        if (LeadsTo is not { } url) return Document.QuerySelector<IHtmlInputElement>($"input[name='{name}']")?.Value;
        var tail = url[(url.IndexOfAny(['?', '#']) + 1)..];
        return tail.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1]))
            .FirstOrDefault();
    }
}
