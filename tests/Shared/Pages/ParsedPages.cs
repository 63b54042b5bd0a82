using System.Runtime.CompilerServices;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Latchkey.Testing;

namespace Latchkey.Tests.Shared;

/// <summary>Our own tests look at pages more closely than the package lets apps, whose surface has no types of another maker.</summary>
internal static class ParsedPages
{
    private static readonly ConditionalWeakTable<TestPage, IHtmlDocument> Parsed = [];

    extension(TestPage page)
    {
        public IHtmlDocument Document => Parsed.GetValue(page, static shown => new HtmlParser().ParseDocument(shown.Text));
    }
}
