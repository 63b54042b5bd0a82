using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Recovery;

/// <summary>
/// Tells people by mail that the way into their account has changed, so that nobody else changes it unnoticed (threats
/// row 8). Prepared before the commit of the change, and queued in it.
/// </summary>
internal sealed class AccountNotices(Mails mails, BrandOfOrg brands)
{
    public async Task<Func<Writing, Task>> PasswordChanged(Org org, User user, CancellationToken ct)
    {
        var letter = MailTemplates.PasswordChanged(org, await brands.Find(org, ct), user);
        return w => mails.Queue(w, org.Id, letter);
    }

    public async Task<Func<Writing, Task>> FactorAdded(Org org, User user, CancellationToken ct)
    {
        var letter = MailTemplates.FactorAdded(org, await brands.Find(org, ct), user);
        return w => mails.Queue(w, org.Id, letter);
    }

    public async Task<Func<Writing, Task>> FactorRemoved(Org org, User user, CancellationToken ct)
    {
        var letter = MailTemplates.FactorRemoved(org, await brands.Find(org, ct), user);
        return w => mails.Queue(w, org.Id, letter);
    }

    public async Task<Func<Writing, Task>> AccountDeleted(Org org, User user, CancellationToken ct)
    {
        var letter = MailTemplates.AccountDeleted(org, await brands.Find(org, ct), user);
        return w => mails.Queue(w, org.Id, letter);
    }
}
