namespace Latchkey.Server.Ground.Storage;

/// <summary>This program and this database do not belong together; the message says why and what to do.</summary>
internal sealed class MigrationException(string message) : Exception(message);
