namespace Latchkey.Server.Ground.Storage;

public enum Engine { Sqlite, Postgres }
