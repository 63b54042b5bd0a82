using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Authorize;
using Latchkey.Server.Grants;
using Latchkey.Server.Orgs;
using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Tokens;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

internal static class DecoupledEvents
{
    public static LogEntry Answered(DecoupledRequest request, App app, User user, string? problem) => new("user.authentication.verify", request.Kind == DecoupledRequest.Device ? "User answered a device authorization" : "User answered a back-channel request")
    {
        Actor = LogEntries.Of(user), Targets = [LogEntries.Of(app)], Outcome = problem is null ? "SUCCESS" : "DENY", Reason = problem, SessionId = request.SessionId,
    };
}
