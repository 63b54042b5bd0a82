using Latchkey.Server.Apps;
using Latchkey.Server.EndSession;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Sessions;

/// <summary>A session about to be stored, and the secret for its cookie.</summary>
public sealed record NewSession(string Token, string? ReplacedToken, Session Session)
{
    public override string ToString() => $"new session {Session.Id}";
}
