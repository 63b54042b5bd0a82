using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Faces.Management.Kit;

/// <summary>Whom a management request acts for.</summary>
/// <param name="User">As the log names them: an administrator, or a service app that acts for itself.</param>
/// <param name="Token">The API token that says so; null where an access token does.</param>
/// <param name="Scopes">What an access token is good for; null: whatever an administrator may do.</param>
/// <param name="App">The app that acts for itself; null: an administrator.</param>
/// <param name="Roles">Who has which in the org.</param>
/// <param name="Authority">What its roles let it do: scope and role must both allow a call.</param>
internal sealed record ApiCaller(LogParty User, ApiToken? Token, IReadOnlySet<string>? Scopes, Authority Authority, RoleBook Roles,
    App? App = null)
{
    public override string ToString() => $"{User.Type} {User.Id}";
}
