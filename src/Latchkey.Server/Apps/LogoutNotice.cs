using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Web;

namespace Latchkey.Server.Apps;

/// <summary>Where an app wants to hear that a session ended. OpenID Connect Back-Channel Logout §2.2, Front-Channel Logout §2.</summary>
public sealed record LogoutNotice(string Uri, bool SessionRequired);
