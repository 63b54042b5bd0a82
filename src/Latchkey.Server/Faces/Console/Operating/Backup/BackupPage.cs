using Latchkey.Server.Core.Operation;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.Backup;

public sealed record BackupPage : ConsolePage<BackupView>
{
    /// <summary>The console of this org may make one: all orgs of the server are in it.</summary>
    public required bool May { get; init; }
    /// <summary>They are made here; otherwise by <see cref="Command"/>.</summary>
    public required bool Here { get; init; }
    public required string Command { get; init; }
    public required string Folder { get; init; }
    public required IReadOnlyList<BackupFile> Files { get; init; }
    public FormState Form { get; init; } = FormState.Empty;
}
