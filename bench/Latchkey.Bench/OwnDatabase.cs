using Microsoft.Data.Sqlite;

namespace Latchkey.Bench;

/// <summary>
/// Changes the development org while its server is stopped. The management API reads authorization servers but does not
/// change them, and a run compares both algorithms on one set of apps.
/// </summary>
internal static class OwnDatabase
{
    public static void SignWith(DirectoryInfo data, string algorithm)
    {
        var file = data.GetFiles("*.db").Single();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file.FullName, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "update authorization_servers set signing_algorithm = @algorithm";
        command.Parameters.AddWithValue("@algorithm", algorithm);
        if (command.ExecuteNonQuery() == 0) throw new InvalidOperationException($"no authorization server in {file}");
    }
}
