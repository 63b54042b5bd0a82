namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// The database cannot answer now: closed, unreachable, locked by someone else for too long, or out of disk. Nothing is known to be wrong with the
/// request.
/// </summary>
internal sealed class DatabaseUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
