using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Console.SignIn;

/// <summary>Who came in, by the contract's event names (§3.6).</summary>
internal static class ConsoleEvents
{
    public static LogEntry Entered(User user, App console) =>
        new("user.session.access_admin_app", "User accessed the Admin Console") { Actor = user.Party, Targets = [console.Party] };
}
