namespace Latchkey.Server.Ground.Sealing;

/// <summary>A database, a master key and a data folder that do not belong together; the message says which, and what to do.</summary>
internal sealed class BelongingException(string message) : Exception(message);
