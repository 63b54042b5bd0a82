using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>Pages that wait for a mail: what it says of them, and whether they are in this browser.</summary>
internal sealed class MailedLinks(BrowserCookie browsers, MailLinks links)
{
    public MailLinks Links => links;

    /// <param name="http">Of the page that waits.</param>
    /// <param name="subject">Hash of what it holds.</param>
    /// <param name="app">Where its person wants to.</param>
    /// <param name="onward">The page, as a path; null: an app's own.</param>
    public MailLinkWish Wish(HttpContext http, string subject, App app, string? onward = null) => new(links, subject)
    {
        Browser = browsers.Known(http) is { } browser ? Secrets.Hash(browser) : null, App = app.IsHome ? null : app.Label,
        Ip = CameFrom.Of(http).Address?.ToString(), UserAgent = LogText.Short(http.Request.Headers.UserAgent.ToString()), Onward = onward,
    };

    /// <summary>The page that waits is in this browser: nobody else's is let on by it.</summary>
    public bool IsHere(HttpContext http, MailLink link) =>
        link.Browser is { } there && browsers.Known(http) is { } here && Secrets.Same(there, Secrets.Hash(here));

    /// <summary>What such a page's address is sealed for.</summary>
    public string Binding(HttpContext http) => $"{http.Org.Id} {browsers.Known(http)}";
}
