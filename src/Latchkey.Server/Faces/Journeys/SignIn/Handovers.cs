using System.Text.Json;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// A sign-in made elsewhere that is to go on in this browser: by a session token, or by an interclient token. A stranger may
/// send a browser along with one of their own, to have its person act as somebody else: so nothing but a window takes a
/// session over, and nobody's session gives way before they were asked. Threats row 3.
/// </summary>
internal sealed class Handovers(SessionTokens sessionTokens, InterclientTokens interclientTokens, Threshold threshold, TrustedOrigins trusted, Seal seal,
    BrowserCookie browsers)
{
    private const string Purpose = "switch-person";

    /// <summary>What a request brings along, not spent yet. Null: it is no good.</summary>
    public async Task<Handover?> Find(HttpContext http, AuthorizeRequest request) =>
        request.SessionToken is { } token ? await Find(http, token, null)
        : request.InterclientToken is { } other ? await Find(http, other, request.App.Id)
        : null;

    /// <param name="http">The request.</param>
    /// <param name="token">Of either kind.</param>
    /// <param name="clientId">The app an interclient token is for; null: it is a session token.</param>
    public async Task<Handover?> Find(HttpContext http, string token, string? clientId) =>
        await (clientId is null ? sessionTokens.OwnerOf(http, token) : interclientTokens.OwnerOf(http, clientId, token)) is { } user
            ? new(user, token, clientId) : null;

    /// <summary>
    /// Spends it: a browser that was not seen before is told of, as where its person signs in by themselves. Null when somebody else was quicker.
    /// </summary>
    public async Task<(Session Session, User User)?> Take(HttpContext http, Handover handover)
    {
        var tell = await threshold.OfNewDevice(http, handover.User);
        return handover.ClientId is { } clientId ? await interclientTokens.Redeem(http, clientId, handover.Token, tell)
            : await sessionTokens.Redeem(http, handover.Token, tell);
    }

    /// <param name="http">The request.</param>
    /// <param name="handover">What it brings.</param>
    /// <param name="current">Who is signed in in this browser.</param>
    /// <param name="request">The authorization request it is; null where no app is waiting.</param>
    public async Task<HandoverDecision> Decide(HttpContext http, Handover handover, (Session Session, User User)? current, AuthorizeRequest? request)
    {
        var window = FetchMetadata.OpensWindow(http);
        if (!window && (request is null || !await IsFramedByItsApp(http, request))) return HandoverDecision.Refuse;
        if (current is not { } here || here.User.Id == handover.User.Id) return HandoverDecision.Take;
        // There is nobody to ask in a frame, of a program, or where the app wants no page.
        return window && FetchMetadata.Navigates(http) && request?.PromptNone != true ? HandoverDecision.Ask : HandoverDecision.Refuse;
    }

    /// <summary>
    /// The page that asks: in this browser, and about these two people. The token stays as good as it was, and ends as soon.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="here">Who is signed in.</param>
    /// <param name="handover">Who would be.</param>
    /// <param name="request">The authorization request that waits for it, by its handle <paramref name="flow"/>.</param>
    /// <param name="flow">Null where none does.</param>
    /// <param name="address">Where the browser goes on to then.</param>
    public IResult Ask(HttpContext http, User here, Handover handover, AuthorizeRequest? request = null, string? flow = null, string? address = null)
    {
        var asked = new PendingHandover(here.Id, handover.Token, handover.ClientId, flow, address);
        var closed = seal.Close(Purpose, JsonSerializer.Serialize(asked), $"{http.Org.Id} {browsers.IdOf(http)}");
        return SignInPages.SwitchPerson(here, handover, closed, request?.App, request?.ReplyTo.RedirectUri ?? address!);
    }

    /// <summary>What an answer is about; null when it is another browser's.</summary>
    public PendingHandover? Open(HttpContext http, string? asked) =>
        browsers.Known(http) is { } browser && seal.TryOpen(Purpose, asked, $"{http.Org.Id} {browser}") is { } text
            ? JsonSerializer.Deserialize<PendingHandover>(text) : null;

    /// <summary>
    /// A hidden frame whose answer only the app's own page can read. Contract §2.1, okta_post_message. The page that holds it is one of the app's or one
    /// the org trusts, and says so: any page can keep its browser from saying who it is.
    /// </summary>
    private async Task<bool> IsFramedByItsApp(HttpContext http, AuthorizeRequest request)
    {
        if (!FetchMetadata.OpensFrame(http) || request.ResponseMode != ResponseModes.PostMessage) return false;
        return WebOrigin.Of(http.Request.Headers.Referer.ToString()) is { } origin
            && (origin == WebOrigin.Of(request.ReplyTo.RedirectUri) || await trusted.Allows(http.Org, origin, OriginScope.Cors, http.RequestAborted));
    }
}
