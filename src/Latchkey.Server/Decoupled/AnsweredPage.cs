using System.Globalization;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Languages;
using Latchkey.Server.SignIn;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

public sealed record AnsweredPage : PageModel<AnsweredView>
{
    public required string AppLabel { get; init; }
    public required bool Approved { get; init; }
}
