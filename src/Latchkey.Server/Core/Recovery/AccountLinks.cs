using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Recovery;

/// <summary>
/// One-time links with their addresses, which come from the org as configured and from nowhere else (threats row 9),
/// mailed or handed to the administrator who asked for them. Contract §1.1, §3.2.
/// </summary>
internal sealed class AccountLinks(OneTimeLinks links, Mails mails, BrandOfOrg brands, ServerSettings settings, TimeProvider clock)
{
    /// <summary>
    /// How the mail will look; null where none is to be sent, because nobody wants it or because the server cannot: then the
    /// caller is handed the link. Read before the write begins.
    /// </summary>
    public async Task<Brand?> MailAs(Org org, bool wanted, CancellationToken ct) => wanted && settings.SendsMail ? await brands.Find(org, ct) : null;

    /// <summary>Where a person sets their first password.</summary>
    public async Task<AccountLink> Welcome(Writing writing, Org org, User user, Brand? mailAs)
    {
        var token = await links.Issue(writing, user, OneTimeLinks.Welcome, OneTimeLinks.Lifetime, mailed: mailAs is not null);
        if (mailAs is not null) await mails.Queue(writing, org.Id, MailTemplates.Activation(org, mailAs, user, token, clock.Now + OneTimeLinks.Lifetime));
        return new($"{org.Url}/welcome/{token}", token, Mailed: mailAs is not null);
    }

    /// <summary>Where a person sets a new one.</summary>
    public async Task<AccountLink> ResetPassword(Writing writing, Org org, User user, Brand? mailAs)
    {
        var token = await links.Issue(writing, user, OneTimeLinks.ResetPassword, OneTimeLinks.Lifetime, mailed: mailAs is not null);
        if (mailAs is not null) await mails.Queue(writing, org.Id, MailTemplates.PasswordReset(org, mailAs, user, token, clock.Now + OneTimeLinks.Lifetime));
        return new($"{org.Url}/reset_password/{token}", token, Mailed: mailAs is not null);
    }

    /// <summary>The same, for a person who asked for it themselves. Soon over: they are sitting there, waiting for it.</summary>
    public async Task ForgottenPassword(Writing writing, Org org, User user, Brand mailAs, string? flow, TimeSpan lifetime)
    {
        var token = await links.Issue(writing, user, OneTimeLinks.ResetPassword, lifetime, mailed: true, flow);
        await mails.Queue(writing, org.Id, MailTemplates.ForgottenPassword(org, mailAs, user, token, clock.Now + lifetime));
    }

    /// <summary>Where a person ends the lock of their account.</summary>
    public async Task Unlock(Writing writing, Org org, User user, Brand mailAs, TimeSpan lifetime)
    {
        var token = await links.Issue(writing, user, OneTimeLinks.Unlock, lifetime, mailed: true);
        await mails.Queue(writing, org.Id, MailTemplates.Unlock(org, mailAs, user, token, clock.Now + lifetime));
    }
}
