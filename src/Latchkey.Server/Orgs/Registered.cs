using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Account;
using Latchkey.Server.Brands;
using Latchkey.Server.Keys;
using Latchkey.Server.Mail;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Orgs;

/// <summary>What whoever registered is given: where the org is, a token to administer it, and the link that sets the first password.</summary>
public sealed record Registered(string OrgUrl, string ApiToken, string UpdatePasswordUrl)
{
    public override string ToString() => $"registered {OrgUrl}";
}
