using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Latchkey.Testing;

/// <summary>A browser without script: cookies, forms, redirects one at a time. What it can do, everybody can.</summary>
public sealed class TestBrowser : IDisposable
{
    private readonly HttpClient http;

    /// <param name="home">Where relative addresses start.</param>
    public TestBrowser(Uri home) : this(home, TestOrg.LoopbackHandler())
    {
    }

    internal TestBrowser(Uri home, SocketsHttpHandler handler)
    {
        Home = home;
        handler.UseCookies = true;
        handler.CookieContainer = Cookies;
        http = new HttpClient(handler);
        http.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        http.DefaultRequestHeaders.Add("User-Agent", "TestBrowser");
    }

    /// <summary>Where relative addresses start: the page last shown.</summary>
    public Uri Home { get; private set; }

    /// <summary>Its cookies.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>Asks for a page and follows redirects within the same origin.</summary>
    public Task<TestPage> OpenAsync(string url, IReadOnlyDictionary<string, string>? headers = null) =>
        GoAsync(HttpMethod.Get, new Uri(Home, url), null, headers);

    /// <summary>
    /// Opens an address where an app sends people to sign in, and types who they are if the page asks. The page it ends at
    /// <see cref="TestPage.LeadsTo"/> the app.
    /// </summary>
    /// <param name="address">Of the authorization request, as the app under test made it.</param>
    /// <param name="person">Who sits here.</param>
    public async Task<TestPage> SignInAsync(string address, TestPerson person)
    {
        var page = await OpenAsync(address);
        var asks = page.LeadsTo is null && page.Shows("input[name=password]");
        return asks ? await SubmitAsync(page, ("identifier", person.Login), ("password", person.Password)) : page;
    }

    /// <summary>Sends the form of a page, with values typed over those it came with.</summary>
    public Task<TestPage> SubmitAsync(TestPage page, params (string Name, string Value)[] typed)
    {
        var form = page.Document.QuerySelector<IHtmlFormElement>("form") ?? throw new InvalidOperationException("The page has no form: " + page.Text);
        var values = form.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Name is not null).ToDictionary(input => input.Name!,
            input => input.Value);
        foreach (var (name, value) in typed) values[name] = value;
        var action = new Uri(page.Url, form.GetAttribute("action") ?? "");
        return GoAsync(HttpMethod.Post, action, new FormUrlEncodedContent(values), null);
    }

    /// <summary>Posts a form to an address.</summary>
    public Task<TestPage> PostAsync(string url, params (string Name, string Value)[] values) =>
        GoAsync(HttpMethod.Post, new Uri(Home, url), new FormUrlEncodedContent(values.Select(v => new KeyValuePair<string, string>(v.Name, v.Value))), null);

    private async Task<TestPage> GoAsync(HttpMethod method, Uri url, HttpContent? content, IReadOnlyDictionary<string, string>? headers)
    {
        for (var hop = 0; hop < 10; hop++)
        {
            using var request = new HttpRequestMessage(method, url) { Content = content };
            foreach (var (name, value) in headers ?? new Dictionary<string, string>()) request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await http.SendAsync(request);
            var location = answer.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : null;
            var target = location is null ? null : new Uri(url, location);
            if (target is not null && target.Scheme == url.Scheme && target.Authority == url.Authority)
            {
                (method, url, content) = (HttpMethod.Get, target, null);
                continue;
            }
            Home = url;
            return new TestPage(url, answer.StatusCode, location,
                answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
                await answer.Content.ReadAsStringAsync());
        }
        throw new InvalidOperationException("Too many redirects.");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}

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
