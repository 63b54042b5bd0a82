using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

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
