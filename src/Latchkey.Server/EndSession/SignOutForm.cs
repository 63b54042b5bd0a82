using Latchkey.Server.Orgs;
using Latchkey.Server.SignIn;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Web;

namespace Latchkey.Server.EndSession;

/// <summary>The question "Sign out?" and its answer. The form carries proof that this browser was asked about this session.</summary>
public sealed class SignOutForm(Seal seal, Sessions.Sessions sessions)
{
    /// <summary>The hidden field.</summary>
    public const string Proof = "proof";

    private const string Purpose = "sign-out";

    public string Begin(HttpContext http, Sessions.Session session) => seal.Close(Purpose, session.Id, http.Org.Id);

    private bool Proves(HttpContext http, string? proof, Sessions.Session session) => seal.TryOpen(Purpose, proof, http.Org.Id) == session.Id;

    /// <summary>POST /signout</summary>
    public static async Task<IResult> Handle(HttpContext http, SignOutForm form, SystemLog.SystemLog log)
    {
        var parameters = await Parameters.Form(http.Request);
        if (await form.Current(http) is not { } current) return HostedPages.SignedOut(http);
        if (!form.Proves(http, parameters[Proof], current.Session)) return HostedPages.ConfirmSignOut(http, current.User, form.Begin(http, current.Session));

        await form.End(http, current.Session);
        log.Record(http.Org, http, LogEntries.SignedOut(current.User, null));
        return HostedPages.SignedOut(http);
    }

    private Task<(Sessions.Session Session, Users.User User)?> Current(HttpContext http) => sessions.Current(http);

    private Task End(HttpContext http, Sessions.Session session) => sessions.End(http, session);
}
