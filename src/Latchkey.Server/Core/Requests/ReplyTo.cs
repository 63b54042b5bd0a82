using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>
/// Where an authorization response may go: exists only once the redirect URI matched a registered one of a known app.
/// Before it a refusal is a page, after it a redirect. RFC 6749 §4.1.2.1, RFC 9700 §4.1.
/// </summary>
internal sealed class ReplyTo
{

    private ReplyTo(App app, string redirectUri, string? state, string mode, string issuer) =>
        (App, RedirectUri, State, Mode, Issuer) = (app, redirectUri, state, mode, issuer);

    public App App { get; }
    public string Issuer { get; }
    public string? State { get; }
    public string RedirectUri { get; }
    /// <summary>One of <see cref="ResponseModes"/>: the way it travels.</summary>
    public string Mode { get; }

    /// <summary>A page of this server that a person comes back to once they have signed in; null for an app's redirect URI.</summary>
    public string? Here { get; private init; }
    internal string? Otherwise { get; init; }

    /// <summary>Nobody was shown a page on the way here, and whoever asked reads the address: a session token, or <c>prompt=none</c>. Decision 0007.</summary>
    public bool Plain { get; private init; }

    /// <summary>Who signs the answer; null: nobody.</summary>
    public AuthorizationServer? Signer { get; private init; }

    /// <param name="app">On whose behalf the page asks.</param>
    /// <param name="org">Whose page it is.</param>
    /// <param name="here">Its path.</param>
    /// <param name="otherwise">Where someone goes who does not want to sign in.</param>
    internal static ReplyTo Page(App app, Org org, string here, string otherwise) =>
        new(app, org.Url + here, null, ResponseModes.Query, org.Url) { Here = here, Otherwise = otherwise };

    public static ReplyTo For(App app, Parameters parameters, AuthorizationServer server)
    {
        if (!parameters.IsSingle(Parameter.RedirectUri)) throw OAuthException.InvalidRequest("The 'redirect_uri' parameter must be given once.");
        var uri = parameters.Required(Parameter.RedirectUri);
        if (!RedirectUris.Matches(app, uri))
            throw OAuthException.InvalidRequest("The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.",
                RedirectUris.Unregistered(app, app.RedirectUris, uri, "--add-redirect-uri"));

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
    public bool InAnAddress => Mode is not (ResponseModes.PostMessage or ResponseModes.FormPost);

    /// <summary>Whether there is room for the state beside any ordinary answer. Where there is none the request is refused, without it.</summary>
    internal bool HasRoomForState => !InAnAddress || State is null || RedirectUri.Length + LengthOf(State) <= Lengths.Address - Lengths.Answer;

    /// <summary>As it stands in an address: encoded, or in the JSON of a JWT.</summary>
    private int LengthOf(string text) => Signer is null ? Uri.EscapeDataString(text).Length
        : Base64Url.GetEncodedLength(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length);

    private static string? Single(Parameters parameters, string name) => parameters.IsSingle(name) ? parameters[name] : null;
}
