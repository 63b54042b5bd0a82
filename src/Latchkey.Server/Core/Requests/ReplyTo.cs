using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// Where an authorization response may go: exists only once the redirect URI matched a registered one of a known app.
/// Before it a refusal is a page, after it a redirect. RFC 6749 §4.1.2.1, RFC 9700 §4.1.
/// </summary>
public sealed class ReplyTo
{
    private readonly App app;
    private readonly string issuer;
    private readonly string? state;

    private ReplyTo(App app, string redirectUri, string? state, string mode, string issuer) =>
        (this.app, RedirectUri, this.state, Mode, this.issuer) = (app, redirectUri, state, mode, issuer);

    public string RedirectUri { get; }
    /// <summary>One of <see cref="ResponseModes"/>: the way it travels.</summary>
    public string Mode { get; }

    /// <summary>A page of this server that a person comes back to once they have signed in; null for an app's redirect URI.</summary>
    public string? Here { get; private init; }
    internal string? Otherwise { get; init; }

    /// <summary>Nobody was shown a page on the way here, and whoever asked reads the address: a session token, or <c>prompt=none</c>. Decision 0007.</summary>
    private bool Plain { get; init; }

    /// <summary>Who signs the answer; null: nobody.</summary>
    private AuthorizationServer? Signer { get; init; }

    /// <param name="app">On whose behalf the page asks.</param>
    /// <param name="org">Whose page it is.</param>
    /// <param name="here">Its path.</param>
    /// <param name="otherwise">Where someone goes who does not want to sign in.</param>
    internal static ReplyTo Page(App app, Org org, string here, string otherwise) => new(app, org.Url + here, null, ResponseModes.Query, org.Url) { Here = here, Otherwise = otherwise };

    public static ReplyTo For(App app, Parameters parameters, AuthorizationServer server)
    {
        if (!parameters.IsSingle(Parameter.RedirectUri)) throw OAuthException.InvalidRequest("The 'redirect_uri' parameter must be given once.");
        var uri = parameters.Required(Parameter.RedirectUri);
        if (!RedirectUris.Matches(app, uri))
            throw OAuthException.InvalidRequest("The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.", RedirectUris.Unregistered(app, app.RedirectUris, uri, "--add-redirect-uri"));

        // What is wrong with these two is said to the app, and that answer has to travel somehow.
        var (asked, type) = (Single(parameters, Parameter.ResponseMode), ResponseType.Find(Single(parameters, Parameter.ResponseType)));
        var mode = asked is not null && ResponseModes.Problem(asked, type, uri) is null ? ResponseModes.WayOf(asked, type) : ResponseModes.DefaultFor(type);
        return new ReplyTo(app, uri, Single(parameters, Parameter.State), mode, server.Issuer)
        {
            Plain = parameters.Has(Parameter.SessionToken) || parameters.Words(Parameter.Prompt).Contains(PromptValue.None),
            Signer = asked is not null && ResponseModes.IsSigned(asked) ? server : null,
        };
    }

    /// <summary>A page carries what it has to; an address does not.</summary>
    private bool InAnAddress => Mode is not (ResponseModes.PostMessage or ResponseModes.FormPost);

    /// <summary>Whether there is room for the state beside any ordinary answer. Where there is none the request is refused, without it.</summary>
    internal bool HasRoomForState => !InAnAddress || state is null || RedirectUri.Length + LengthOf(state) <= Lengths.Address - Lengths.Answer;

    /// <summary>As it stands in an address: encoded, or in the JSON of a JWT.</summary>
    private int LengthOf(string text) => Signer is null ? Uri.EscapeDataString(text).Length
        : Base64Url.GetEncodedLength(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length);

    private static string? Single(Parameters parameters, string name) => parameters.IsSingle(name) ? parameters[name] : null;

    /// <summary>What the response type promised: a code, tokens, or neither.</summary>
    public IResult Success(HttpContext http, IEnumerable<KeyValuePair<string, string>> values) => Answer(http, [.. values], succeeded: true);

    public IResult Refusal(HttpContext http, OAuthException refusal) => Answer(http,
        [
            new(Parameter.Error, refusal.Error), new(Parameter.ErrorDescription, Parameters.Printable(refusal.Message)),
            .. Failures.DetailFor(http, refusal) is { } detail ? (KeyValuePair<string, string>[])[new(Parameter.ErrorDetail, Parameters.Printable(detail))] : [],
        ], succeeded: false);

    private bool StartsAnApp => AppLink.Starts(app, RedirectUri);

    private IResult Answer(HttpContext http, List<KeyValuePair<string, string>> values, bool succeeded)
    {
        if (Here is not null) return new Found(succeeded ? Here : Otherwise!);
        if (state is not null && HasRoomForState) values.Add(new(Parameter.State, state));
        http.Response.Headers.CacheControl = "no-cache, no-store";
        if (Signer is not null) return new SignedAnswer(app, Signer, values, signed => Send(http, [new(Parameter.Response, signed)], succeeded));
        values.Add(new(Parameter.Issuer, issuer));                       // RFC 9207
        return Send(http, values, succeeded);
    }

    private IResult Send(HttpContext http, List<KeyValuePair<string, string>> values, bool succeeded)
    {
        if (!InAnAddress) return Mode == ResponseModes.PostMessage ? HostedPages.PostMessage(http, app, WebOrigin.Of(RedirectUri)!, values) : HostedPages.FormPost(http, app, RedirectUri, values);

        var url = Mode == ResponseModes.Fragment ? $"{RedirectUri}#{Encode(values)}" : $"{RedirectUri}{(RedirectUri.Contains('?') ? '&' : '?')}{Encode(values)}";
        if (succeeded && url.Length > Lengths.Address) return Refusal(http, OAuthException.InvalidRequest("The answer is too long for an address: ask for it with the 'response_mode' form_post."));
        // A browser gets a page with a button: it survives form-action, a missing user gesture, and leaves no dead tab
        // behind. A program that follows redirects itself gets the redirect (contract §2.1, sessionToken).
        return StartsAnApp && !Plain && FetchMetadata.Navigates(http) ? HostedPages.ReturnToApp(http, app, url, succeeded ? ReturnOutcome.SignedIn : ReturnOutcome.NotSignedIn) : new Found(url);
    }

    private static string Encode(List<KeyValuePair<string, string>> values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values)
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }
}
