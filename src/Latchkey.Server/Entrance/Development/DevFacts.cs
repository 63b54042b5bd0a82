using Latchkey.Server.Faces.Management.Log;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.Origins;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Development;

/// <summary><c>dev.json</c>.</summary>
public sealed record DevFacts(string OrgUrl, string Issuer, string ApiToken, DevLogin Admin, DevLogin Person, string Mail, DevApps Apps)
{
    public override string ToString() => $"dev org at {OrgUrl}";
}
