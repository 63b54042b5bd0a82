using System.Text.Json;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Recovery;

/// <summary>
/// Tells people by mail that the way into their account has changed, so that nobody else changes it unnoticed (threats
/// row 8). Prepared before the commit of the change, and queued in it, with a link that undoes it.
/// </summary>
internal sealed class AccountNotices(Mails mails, BrandOfOrg brands, OneTimeLinks links)
{
    /// <summary>Whoever reads the mailbox takes a second factor away by it, so not for long.</summary>
    internal static readonly TimeSpan OfFactor = TimeSpan.FromDays(1);

    public async Task<Func<Writing, Task>> PasswordChanged(Org org, User user, CancellationToken ct)
    {
        var brand = await brands.Find(org, ct);
        return async w => await mails.Queue(w, org.Id, MailTemplates.PasswordChanged(org, brand, user, await NotMe(w, user, new())));
    }

    /// <param name="org">Where.</param>
    /// <param name="user">Who is told.</param>
    /// <param name="factorId">What was added: it goes where they say that it is not theirs.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Func<Writing, Task>> FactorAdded(Org org, User user, string factorId, CancellationToken ct)
    {
        var brand = await brands.Find(org, ct);
        return async w => await mails.Queue(w, org.Id, MailTemplates.FactorAdded(org, brand, user,
            await NotMe(w, user, new() { FactorId = factorId }, OfFactor)));
    }

    /// <summary>Another provider signs them in from now on, whatever becomes of their password: told with which link, once there is one.</summary>
    public async Task<Func<Writing, string, Task>> ProviderLinked(Org org, User user, CancellationToken ct)
    {
        var brand = await brands.Find(org, ct);
        return async (w, linkId) => await mails.Queue(w, org.Id, MailTemplates.FactorAdded(org, brand, user,
            await NotMe(w, user, new() { LinkId = linkId }, OfFactor)));
    }

    public async Task<Func<Writing, Task>> FactorRemoved(Org org, User user, CancellationToken ct)
    {
        var brand = await brands.Find(org, ct);
        return async w => await mails.Queue(w, org.Id, MailTemplates.FactorRemoved(org, brand, user, await NotMe(w, user, new())));
    }

    /// <summary>Both are told, and the old one can take it back; the new one may be a thief's. Contract §3.8.</summary>
    public async Task<Func<Writing, User, Task>> AddressChanged(Org org, User user, CancellationToken ct)
    {
        var brand = await brands.Find(org, ct);
        return async (w, changed) =>
        {
            var before = new Disowned { Email = user.Email, Login = changed.Login == user.Login ? null : user.Login };
            await mails.Queue(w, org.Id, MailTemplates.AddressChanged(org, brand, user, await NotMe(w, user, before)));
            await mails.Queue(w, org.Id, MailTemplates.AddressChanged(org, brand, changed, token: null));
        };
    }

    /// <param name="org">Where.</param>
    /// <param name="user">Who has signed in, or whom somebody has signed in as.</param>
    /// <param name="device">What it says of itself.</param>
    /// <param name="ip">Where it is.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Func<Writing, Task>> NewDevice(Org org, User user, Device device, string? ip, CancellationToken ct)
    {
        var brand = await brands.Find(org, ct);
        return async w => await mails.Queue(w, org.Id, MailTemplates.NewDevice(org, brand, user, device, ip, await NotMe(w, user, new())));
    }

    public async Task<Func<Writing, Task>> AccountDeleted(Org org, User user, CancellationToken ct)
    {
        var letter = MailTemplates.AccountDeleted(org, await brands.Find(org, ct), user);
        return w => mails.Queue(w, org.Id, letter);
    }

    /// <summary>Beside the earlier ones: each undoes what it was sent for.</summary>
    private Task<string> NotMe(Writing writing, User user, Disowned what, TimeSpan? lifetime = null) =>
        links.IssueBeside(writing, user, OneTimeLinks.NotMe, lifetime ?? OneTimeLinks.Lifetime, mailed: true, JsonSerializer.Serialize(what));
}
