using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Account;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Orgs;
using Latchkey.Server.Origins;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Development;

public sealed record DevLogin(string Login, string Password)
{
    public override string ToString() => Login;
}
