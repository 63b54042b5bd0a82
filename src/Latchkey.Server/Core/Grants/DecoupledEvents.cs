using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Grants;

internal static class DecoupledEvents
{
    public static LogEntry Answered(DecoupledRequest request, App app, User user, string? problem) =>
        new("user.authentication.verify", request.Kind == DecoupledRequest.Device ? "User answered a device authorization"
            : "User answered a back-channel request")
        {
            Actor = user.Party, Targets = [app.Party], Outcome = problem is null ? "SUCCESS" : "DENY", Reason = problem, SessionId = request.SessionId,
        };
}
