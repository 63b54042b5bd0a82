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

public sealed record DevApp(
    string ClientId,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? ClientSecret,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? RedirectUris,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? PostLogoutRedirectUris)
{
    public override string ToString() => ClientId;
}
