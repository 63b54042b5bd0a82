namespace Latchkey.Server.Ground.Web;

/// <summary>Who may call a route, by what they have to show for it. Every route states one.</summary>
internal enum CallerKind
{
    /// <summary>Nothing, or something that only this very call is about: a password, a link, a code.</summary>
    Anybody,
    /// <summary>What its app authenticates with; of a public app the id.</summary>
    App,
    /// <summary>An access token of a person.</summary>
    AccessToken,
    /// <summary>The cookie of a browser that is signed in. A page leads to where one signs in.</summary>
    Session,
    /// <summary>The cookies of an administrator who is signed in to the console. Anybody else is led to where one signs in.</summary>
    Console,
    /// <summary>The cookie, or a token of the management API.</summary>
    SessionOrApiToken,
    /// <summary>A token of the management API: SSWS, or an access token with the scope.</summary>
    ApiToken,
    /// <summary>The registration token of one client, or a token of the management API.</summary>
    RegistrationOrApiToken,
    /// <summary>A token of the management API, but for orgs that let anybody register.</summary>
    ApiTokenUnlessRegistrationIsOpen,
}
