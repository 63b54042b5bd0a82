namespace Latchkey.Server.Core.Clients;

/// <summary>Where an app wants to hear that a session ended. OpenID Connect Back-Channel Logout §2.2, Front-Channel Logout §2.</summary>
public sealed record LogoutNotice(string Uri, bool SessionRequired);
