using Latchkey.Server.Brands;
using Latchkey.Server.Mail;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Account;

/// <summary>A link to an account. One that was mailed is for its reader alone.</summary>
public sealed record AccountLink(string Url, string Token, bool Mailed)
{
    public override string ToString() => "(one-time link)";
}
