namespace Latchkey.Server.Storage;

/// <summary>The database cannot answer now: closed, unreachable, locked by someone else for too long, or out of disk. Nothing is known to be wrong with the request.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A unique key already holds this value.</summary>
public sealed class NotUniqueException(string message, Exception inner) : Exception(message, inner);
