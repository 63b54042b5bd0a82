namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>What an app is told of: whose session ended, and which authorization server says so.</summary>
internal sealed record EndedSession(string Sid, string UserId, string ServerId);
