using System.Globalization;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Languages;
using Latchkey.Server.SignIn;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

public sealed record ApprovalsPage : PageModel<ApprovalsView>
{
    public required string PersonName { get; init; }
    public required IReadOnlyList<WaitingApproval> Waiting { get; init; }
}
