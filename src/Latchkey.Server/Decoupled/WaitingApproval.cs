using System.Globalization;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Languages;
using Latchkey.Server.SignIn;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

public sealed record WaitingApproval(string AppLabel, string? BindingMessage, string Url, DateTimeOffset AskedAt)
{
    public string When => DecoupledPages.Shown(AskedAt);
}
