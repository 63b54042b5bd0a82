namespace Latchkey.Server.Core.Rulebook;

/// <summary>What people may do with their own password. Contract §3.9.</summary>
/// <param name="Change">Replace it by a new one, who know it.</param>
/// <param name="Reset">Have it replaced by mail, who do not.</param>
/// <param name="Unlock">End a lock of their account by mail, before it ends by itself.</param>
internal sealed record PasswordAction(bool Change, bool Reset, bool Unlock = false);
