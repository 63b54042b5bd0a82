namespace Latchkey.Server.Ground.Storage;

/// <summary>Something was to be written where only reading is allowed.</summary>
internal sealed class ReadingOnlyException() : Exception("This request may change nothing.");
