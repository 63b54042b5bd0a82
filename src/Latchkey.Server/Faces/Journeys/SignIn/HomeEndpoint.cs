using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>GET / of an org: who is signed in here, and on a development server what a newcomer needs.</summary>
internal static class HomeEndpoint
{
    public static async Task<IResult> Show(HttpContext http, Sessions sessions, SignOutForm signOut, ServerSettings settings, Authorities authorities)
    {
        var current = await sessions.Current(http);
        return Page.Of(new HomePage
        {
            PersonName = current?.User.DisplayName, SignInUrl = Threshold.FirstPage,
            SignOutFields = current is { } here ? new Dictionary<string, string> { [SignOutForm.Proof] = signOut.Begin(http, here.Session) }
                : new Dictionary<string, string>(),
            ConsoleUrl = current is { } may && await authorities.MayEnter(may.User, http.RequestAborted) ? ConsoleAccess.Path : null,
            MailboxUrl = settings is { Development: true, MailboxSecret: null } ? settings.MailboxPath : null,
            CertificateUrl = settings is { Development: true, DevelopmentAuthority: not null } ? ServerSettings.CertificatePath : null,
            QuickstartFacts = settings.Development ? await Facts(http, settings) : null,
        });
    }

    /// <summary>What an app's configuration asks for. Nothing here is a secret: passwords and tokens stay in dev.json.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Facts(HttpContext http, ServerSettings settings)
    {
        var facts = new Dictionary<string, string> { ["Issuer"] = http.Org.Url + "/oauth2/default" };
        if (http.Org.Subdomain is null && await DevFacts.Read(settings, http.RequestAborted) is { } seeded)
        {
            facts["Client ID"] = seeded.Apps.Native.ClientId;
            facts["Redirect URI"] = seeded.Apps.Native.RedirectUris![0];
            facts["Person"] = seeded.Person.Login;
        }
        return facts;
    }
}
