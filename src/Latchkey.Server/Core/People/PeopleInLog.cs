using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.People;

/// <summary>As the log names them. Contract §3.6.</summary>
internal static class PeopleInLog
{
    extension(User user)
    {
        public LogParty Party => new(user.Id, "User", user.Login, user.DisplayName);

        /// <summary>What they change themselves.</summary>
        public Doing Doing(HttpContext http) => new(http.Org, user.Party, http);
    }
}
