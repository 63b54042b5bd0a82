namespace Latchkey.Server.Core.Operation;

/// <param name="Name">In the folder of backups.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="MadeAt">When it was complete, and had been opened and found whole.</param>
public sealed record BackupFile(string Name, long Bytes, DateTimeOffset MadeAt);
