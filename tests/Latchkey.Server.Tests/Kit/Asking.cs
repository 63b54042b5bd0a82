using System.Text;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

public static class Asking
{
    public static Task<Seen> Visit(this TestOrg org, string url, params (string Name, string Value)[] headers) => Exchange(org, HttpMethod.Get, url, null, headers);

    public static Task<Seen> PostForm(this TestOrg org, string url, string body, params (string Name, string Value)[] headers) =>
        Exchange(org, HttpMethod.Post, url, Of(Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded"), headers);

    public static async Task<Seen> Exchange(this TestOrg org, HttpMethod method, string url, HttpContent? body, params (string Name, string Value)[] headers)
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
