namespace Latchkey.Server.Core.Log;

/// <summary>Some of the log.</summary>
/// <param name="Documents">As they are answered.</param>
/// <param name="At">Where it ends.</param>
/// <param name="More">There may be more behind it.</param>
internal sealed record LogPage(IReadOnlyList<string> Documents, LogPosition At, bool More);
