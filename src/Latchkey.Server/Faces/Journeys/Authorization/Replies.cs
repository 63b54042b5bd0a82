using System.Text;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>
/// Sends an authorization response to where it may go: by the address, a form, a message between windows, or signed. OAuth 2.0 Multiple Response
/// Types §2.1.
/// </summary>
internal static class Replies
{
    /// <summary>What the response type promised: a code, tokens, or neither.</summary>
    public static IResult Success(this ReplyTo reply, HttpContext http, IEnumerable<KeyValuePair<string, string>> values) =>
        Answer(reply, http, [.. values], succeeded: true);

    public static IResult Refusal(this ReplyTo reply, HttpContext http, OAuthException refusal) => Answer(reply, http,
        [
            new(Parameter.Error, refusal.Error), new(Parameter.ErrorDescription, Parameters.Printable(refusal.Message)),
            .. refusal.DetailFor(http) is { } detail ? (KeyValuePair<string, string>[])[new(Parameter.ErrorDetail, Parameters.Printable(detail))] : [],
        ], succeeded: false);

    private static IResult Answer(ReplyTo reply, HttpContext http, List<KeyValuePair<string, string>> values, bool succeeded)
    {
        if (reply.Here is not null) return new Found(succeeded ? reply.Here : reply.Otherwise!);
        if (reply is { State: { } state, HasRoomForState: true }) values.Add(new(Parameter.State, state));
        http.Response.Headers.CacheControl = "no-cache, no-store";
        if (reply.Signer is { } signer)
            return new SignedAnswer(reply.App, signer, values, signed => Send(reply, http, [new(Parameter.Response, signed)], succeeded));
        values.Add(new(Parameter.Issuer, reply.Issuer));                       // RFC 9207
        return Send(reply, http, values, succeeded);
    }

    private static IResult Send(ReplyTo reply, HttpContext http, List<KeyValuePair<string, string>> values, bool succeeded)
    {
        if (!reply.InAnAddress)
            return reply.Mode == ResponseModes.PostMessage ? HostedPages.PostMessage(reply.App, WebOrigin.Of(reply.RedirectUri)!, values)
                : HostedPages.FormPost(reply.App, reply.RedirectUri, values);

        var uri = reply.RedirectUri;
        var url = reply.Mode == ResponseModes.Fragment ? $"{uri}#{Encode(values)}" : $"{uri}{(uri.Contains('?') ? '&' : '?')}{Encode(values)}";
        if (succeeded && url.Length > Lengths.Address)
            return reply.Refusal(http, OAuthException.InvalidRequest("The answer is too long for an address: ask for it with the 'response_mode' form_post."));
        // A browser gets a page with a button: it survives form-action, a missing user gesture, and leaves no dead tab
        // behind. A program that follows redirects itself gets the redirect (contract §2.1, sessionToken).
        return AppLink.Starts(reply.App, uri) && !reply.Plain && FetchMetadata.Navigates(http)
            ? HostedPages.ReturnToApp(reply.App, url, succeeded ? ReturnOutcome.SignedIn : ReturnOutcome.NotSignedIn) : new Found(url);
    }

    private static string Encode(List<KeyValuePair<string, string>> values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values)
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }
}
