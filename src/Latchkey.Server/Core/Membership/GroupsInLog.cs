using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Membership;

/// <summary>As the log names them. Contract §3.6.</summary>
internal static class GroupsInLog
{
    extension(Group group)
    {
        public LogParty Party => new(group.Id, "UserGroup", null, group.Name);
    }
}
