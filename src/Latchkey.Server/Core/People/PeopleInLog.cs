using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.People;

/// <summary>As the log names them. Contract §3.6.</summary>
public static class PeopleInLog
{
    extension(User user)
    {
        public LogParty Party => new(user.Id, "User", user.Login, user.DisplayName);
    }
}
