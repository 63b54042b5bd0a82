namespace Latchkey.Server.Ground.Pages;

/// <summary>Of a request: its page is shown as it is being written.</summary>
/// <param name="Frames">By page.</param>
/// <param name="Sheet">The stylesheet.</param>
internal sealed record Previewing(IReadOnlyDictionary<string, PageFrame> Frames, StyleSheet? Sheet);
