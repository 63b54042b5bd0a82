using System.Globalization;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Languages;
using Latchkey.Server.SignIn;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

public sealed record ActivatePage : PageModel<ActivateView>
{
    /// <summary>As it came with the link or was typed before; shown again, never looked up.</summary>
    public string? UserCode { get; init; }
    public bool Unknown { get; init; }

    public override string ToString() => "activation page";
}
