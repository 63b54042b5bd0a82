using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Console.Callers;

internal static class CurrentConsoleCaller
{
    extension(HttpContext http)
    {
        public ConsoleCaller Administrator =>
            http.Features.Get<ConsoleCaller>() ?? throw new InvalidOperationException("This route does not ask for an administrator.");

        /// <summary>What a change of the directory asks for: as the management API would write it into the log.</summary>
        public Doing Doing => new(http.Org, http.Administrator.User.Party, http);
    }
}
