using System.Text.Json;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>
/// The question "Sign out?" and its answer. The form carries proof that this browser was asked about this session, and
/// where the person may go on to: sealed, so that nobody leads them elsewhere.
/// </summary>
internal sealed class SignOutForm(Seal seal, Sessions sessions, Apps apps, SignOut signOut)
{
    /// <summary>The hidden field.</summary>
    public const string Proof = "proof";

    private const string Purpose = "sign-out";

    public string Begin(HttpContext http, Session session, WayBack? back = null) =>
        seal.Close(Purpose, JsonSerializer.Serialize(new Asked(session.Id, back?.App?.Id, back?.Uri, back?.State)), http.Org.Id);

    /// <summary>POST /signout</summary>
    public static async Task<IResult> Handle(HttpContext http, SignOutForm form)
    {
        var parameters = await Parameters.Form(http.Request);
        if (await form.Current(http) is not { } current) return LogoutPages.SignedOut();
        if (form.Open(http, parameters[Proof]) is not { } asked || asked.SessionId != current.Session.Id)
            return LogoutPages.ConfirmSignOut(current.User, form.Begin(http, current.Session));

        var app = asked.ClientId is { } clientId ? await form.App(http, clientId) : null;
        return await form.End(http, current, app, asked.BackUri is { } uri ? WayBack.Of(app, uri, asked.State) : null);
    }

    private Asked? Open(HttpContext http, string? proof) =>
        seal.TryOpen(Purpose, proof, http.Org.Id) is { } text ? JsonSerializer.Deserialize<Asked>(text) : null;

    private Task<(Session Session, User User)?> Current(HttpContext http) => sessions.Current(http);

    private ValueTask<App?> App(HttpContext http, string clientId) => apps.Find(http.Org.Id, clientId, http.RequestAborted);

    private Task<IResult> End(HttpContext http, (Session Session, User User) current, App? by, WayBack? back) => signOut.Run(http, current, by, back);

    private sealed record Asked(string SessionId, string? ClientId, string? BackUri, string? State);
}
