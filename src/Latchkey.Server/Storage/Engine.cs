namespace Latchkey.Server.Storage;

public enum Engine { Sqlite, Postgres }
