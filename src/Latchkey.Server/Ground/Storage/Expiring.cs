namespace Latchkey.Server.Ground.Storage;

/// <summary>A table whose rows end. <paramref name="DeleteBatch"/> deletes at most <see cref="Cleanup.Batch"/> of them and says how many.</summary>
internal sealed record Expiring(string Table, Func<CancellationToken, Task<int>> DeleteBatch);
