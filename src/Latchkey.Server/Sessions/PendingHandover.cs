using System.Text.Json;
using Latchkey.Server.Authorize;
using Latchkey.Server.DeviceSecrets;
using Latchkey.Server.Orgs;
using Latchkey.Server.Origins;
using Latchkey.Server.SignIn;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Sessions;

/// <summary>A person is being asked whether somebody else may take their place.</summary>
public sealed record PendingHandover(string HereId, string Token, string? ClientId, string? Flow, string? Address)
{
    public override string ToString() => "handover that waits for an answer";
}
