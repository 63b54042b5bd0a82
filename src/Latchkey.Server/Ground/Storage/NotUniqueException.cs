namespace Latchkey.Server.Ground.Storage;

/// <summary>A unique key already holds this value.</summary>
internal sealed class NotUniqueException(string message, Exception inner) : Exception(message, inner);
