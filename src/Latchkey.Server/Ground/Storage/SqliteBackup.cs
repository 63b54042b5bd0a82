using Dapper;
using Latchkey.Server.Ground.Sealing;
using Microsoft.Data.Sqlite;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// A copy of a SQLite database as it is at one moment, made while servers go on writing. It gets its name once it was opened and found whole.
/// </summary>
internal sealed record SqliteBackup(string File, long Bytes, long Schema, long Orgs)
{
    private const string KeepTheLast = "Keep your last good backup, and do not write over it.";

    public static SqliteBackup Write(string database, string target)
    {
        var draft = target + ".part";
        if (System.IO.File.Exists(target))
            throw new IOException($"{target} is there already. Give the backup another name; one is never written over another.");
        System.IO.File.Delete(draft);
        PrivateFile.Write(draft, "");
        try
        {
            Copy(database, draft);
            var (schema, orgs) = Check(draft);
            var bytes = new FileInfo(draft).Length;
            System.IO.File.Move(draft, target);
            return new(target, bytes, schema, orgs);
        }
        catch (SqliteException broken)
        {
            throw new IOException($"{database} could not be copied: {broken.Message} {KeepTheLast}", broken);
        }
        finally
        {
            System.IO.File.Delete(draft);
        }
    }

    private static void Copy(string database, string draft)
    {
        using var from = Open(database);
        using var to = Open(draft);
        from.BackupDatabase(to);
        // One file, that no server uses: nothing else has to be copied with it.
        to.Execute("pragma journal_mode = delete; pragma user_version = 0");
    }

    private static (long Schema, long Orgs) Check(string draft)
    {
        using var copy = Open(draft);
        var found = copy.Query<string>("pragma integrity_check").AsList();
        if (found is not ["ok"]) throw new IOException($"The copy is damaged, and so may be the database: {string.Join("; ", found.Take(3))}. {KeepTheLast}");
        if (copy.Query("pragma foreign_key_check").Any())
            throw new IOException($"Rows of the copy refer to others that are not there: the database is damaged. {KeepTheLast}");
        return (copy.ExecuteScalar<long>("select max(version) from schema_versions"), copy.ExecuteScalar<long>("select count(*) from orgs"));
    }

    private static SqliteConnection Open(string file)
    {
        var connection =
            new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
