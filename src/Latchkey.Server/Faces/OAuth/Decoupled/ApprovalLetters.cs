using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>Tells people that an app waits for their word.</summary>
internal sealed class ApprovalLetters(Mails mails, BrandOfOrg brands, TimeProvider clock)
{
    /// <summary>What puts the letter into the commit of the request it tells of, once that has its id.</summary>
    public async Task<Func<Writing, string, Task>> About(Org org, User user, string app, TimeSpan lifetime, CancellationToken ct)
    {
        var brand = await brands.Find(org, ct);
        return (writing, id) => mails.Queue(writing, org.Id, MailTemplates.Approval(org, brand, user, app, id, clock.Now + lifetime));
    }
}
