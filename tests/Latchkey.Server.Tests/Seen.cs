using System.Text;
using Latchkey.Testing;

namespace Latchkey.Server.Tests;

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

public static class Asking
{
    public static Task<Seen> Get(this TestOrg org, string url, params (string Name, string Value)[] headers) => Ask(org, HttpMethod.Get, url, null, headers);

    public static Task<Seen> Form(this TestOrg org, string url, string body, params (string Name, string Value)[] headers) =>
        Ask(org, HttpMethod.Post, url, Of(Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded"), headers);

    public static async Task<Seen> Ask(this TestOrg org, HttpMethod method, string url, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(org.Url), url)) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var answer = await org.Http.SendAsync(request);
        return new Seen((int)answer.StatusCode, answer.Headers.NonValidated.TryGetValues("Location", out var location) ? location.Single() : null, answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase), await answer.Content.ReadAsStringAsync());
    }

    public static HttpContent Of(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type).ShouldBeTrue();
        return content;
    }

    public static (string Name, string Value) Basic(string credentials) => ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
}
