using System.Net;
using System.Text.RegularExpressions;

namespace Latchkey.Bench;

/// <summary>A person's browser, as far as signing in needs one: cookies, redirects, plain HTML forms.</summary>
internal sealed partial class Visitor(Wire wire, string returnsTo, string before = "")
{
    private const int MostSteps = 12;

    private readonly Dictionary<string, string> cookies = before.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    public string Cookies => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>The session has ended. The browser is still the person's own: to sign in on a new one sends them a letter each time.</summary>
    public void Forget()
    {
        foreach (var name in cookies.Keys.Where(name => !name.EndsWith("lk_device", StringComparison.Ordinal)).ToList()) cookies.Remove(name);
    }

    /// <summary>From the authorize address through the forms to the address the app is called back at.</summary>
    public async Task<Uri> SignIn(Uri authorize, string login, string password)
    {
        var (address, request) = (authorize, Request.Get(authorize, cookies: Cookies));
        var passwordSent = false;
        for (var step = 0; step < MostSteps; step++)
        {
            var reply = await wire.Send(request);
            Remember(reply);
            if (Redirect(reply, address) is { } next)
            {
                if (IsCallback(next)) return next;
                (address, request) = (next, Request.Get(next, cookies: Cookies));
                continue;
            }

            var html = reply.Expect(200).Text;
            if (CallbackLink(html) is { } callback) return callback;
            if (passwordSent) throw new UnexpectedAnswerException(reply.Status, "the password was not accepted: " + Words(html));
            var form = LoginForm(html) ?? throw new UnexpectedAnswerException(reply.Status, "no form to sign in with: " + Words(html));
            passwordSent = form.Contains("type=\"password\"", StringComparison.OrdinalIgnoreCase);
            var action = WebUtility.HtmlDecode(Attribute(form[..(form.IndexOf('>') + 1)], "action") ?? "");
            address = action.Length == 0 ? address : new Uri(address, action);
            request = Request.Post(address, Fill(form, login, password), cookies: Cookies);
        }
        throw new UnexpectedAnswerException(200, $"not signed in after {MostSteps} steps; last at {address}");
    }

    /// <summary>The first page on the way, and where it is.</summary>
    public async Task<(Uri Address, string Html)> Open(Uri address)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var reply = await wire.Send(Request.Get(address, cookies: Cookies));
            Remember(reply);
            if (Redirect(reply, address) is not { } next) return (address, reply.Expect(200).Text);
            address = next;
        }
        throw new UnexpectedAnswerException(302, $"no page after {MostSteps} steps; last at {address}");
    }

    /// <summary>One request with the session's cookie, answered with the callback at once.</summary>
    public static Uri Callback(Reply reply, Uri address) => Redirect(reply, address) ?? throw new UnexpectedAnswerException(reply.Status, reply.Text);

    private static Uri? Redirect(Reply reply, Uri from) => reply.Status is 302 or 303 or 307 && reply.Header("Location") is { } location ? new Uri(from, location) : null;

    private bool IsCallback(Uri address) => address.OriginalString.StartsWith(returnsTo, StringComparison.Ordinal);

    /// <summary>A page that returns to an app carries the address in its button.</summary>
    private Uri? CallbackLink(string html) =>
        Link().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).FirstOrDefault(link => link.StartsWith(returnsTo, StringComparison.Ordinal)) is { } found ? new Uri(found) : null;

    public void Remember(Reply reply)
    {
        foreach (var cookie in reply.Headers("Set-Cookie"))
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : ("", "");
            if (value.Length == 0) cookies.Remove(name);
            else cookies[name] = value;
        }
    }

    private static string? LoginForm(string html) =>
        FormElement().Matches(html).Select(form => form.Value).FirstOrDefault(form => Inputs(form).Any(input => input.Type is "password" or "text" or "email"));

    private static string Fill(string form, string login, string password) => Request.Form([.. Inputs(form).Where(input => input.Name.Length > 0 && input.Type is not ("submit" or "button" or "checkbox" or "radio")).Select(input =>
        (input.Name, input.Type switch { "password" => password, "text" or "email" => login, _ => input.Value }))]);

    private static IEnumerable<(string Name, string Type, string Value)> Inputs(string form) => InputElement().Matches(form).Select(input => (
        WebUtility.HtmlDecode(Attribute(input.Value, "name") ?? ""), (Attribute(input.Value, "type") ?? "text").ToLowerInvariant(), WebUtility.HtmlDecode(Attribute(input.Value, "value") ?? "")));

    private static string? Attribute(string element, string name) => Regex.Match(element, $"\\s{name}\\s*=\\s*\"([^\"]*)\"", RegexOptions.IgnoreCase) is { Success: true } found ? found.Groups[1].Value : null;

    private static string Words(string html) => Space().Replace(Tag().Replace(Style().Replace(html, " "), " "), " ").Trim();

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex InputElement();

    [GeneratedRegex("href=\"([^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex("<(style|script|head)\\b.*?</\\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}
