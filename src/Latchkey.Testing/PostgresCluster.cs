using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Latchkey.Testing;

/// <summary>
/// A private PostgreSQL for the length of a test run: its own data folder, reachable only through a socket inside it.
/// It ends with the process that started it, however that process ends.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Install = "apt-get install -y postgresql-15";
    private const string Ready = "database system is ready to accept connections";

    // Nothing is flushed to the disk: what is acknowledged survives a kill all the same, and the folder does not survive the run.
    // The shell stays beside PostgreSQL: when its input closes, because we closed it or because we died, it stops the server and removes the folder.
    private const string Script = """
        "$1/initdb" --pgdata="$2" --auth=trust --username=latchkey --encoding=UTF8 --locale=C.UTF-8 >"$2.initdb" 2>&1 || { cat "$2.initdb" >&2; exit 1; }
        rm "$2.initdb"
        "$1/postgres" -D "$2" -k "$2" -c listen_addresses= -c max_connections=400 -c shared_buffers=64MB -c fsync=off -c full_page_writes=off &
        server=$!
        cat >/dev/null
        kill -QUIT $server
        wait $server
        rm -rf "$2"
        """;

    private static readonly Lazy<Task<PostgresCluster>> Run = new(() => StartAsync());

    private readonly Process shell;
    private readonly Lazy<Task<string>> template;
    private int databases;

    private PostgresCluster(Process shell, string folder) => (this.shell, Folder, template) = (shell, folder, new(BuildTemplateAsync));

    /// <summary>The cluster that all tests of this process share, started by whoever asks first.</summary>
    public static Task<PostgresCluster> SharedAsync() => Run.Value;

    /// <summary>The data folder, which also holds the socket.</summary>
    public string Folder { get; }

    /// <summary>Starts a cluster of its own.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start; the message says what to do.</exception>
    public static async Task<PostgresCluster> StartAsync(CancellationToken cancellationToken = default)
    {
        var programs = Programs();
        var folder = Path.Combine(Home(), $"latchkey-postgres-{Environment.ProcessId}-{Stopwatch.GetTimestamp():x}");
        string[] shell = ["sh", "-c", Script, "sh", programs, folder];
        // PostgreSQL refuses to run as root, so root runs it as the user its package made.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. shell] : shell;

        var process =
            Process.Start(
                new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            said.Add(line);
            if (!line.Contains(Ready, StringComparison.Ordinal)) continue;
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);      // or the server would block on a full pipe
            return new PostgresCluster(process, folder);
        }
        throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', said)}");
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = NewName();
        await ExecuteAsync($"create database {name}", cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Makes a database with the schema of this program and nothing in it: a copy, which is quicker than building the schema each time.</summary>
    /// <returns>Its connection string.</returns>
    internal async Task<string> CreateMigratedDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var (name, original) = (NewName(), await template.Value);
        // Files are copied as files: through the log, which nobody reads here, each page costs twice as much.
        await ExecuteAsync($"create database {name} template {original} strategy file_copy", cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>Removes a database made here, whoever is still connected to it.</summary>
    public Task DropDatabaseAsync(string connectionString, CancellationToken cancellationToken = default) =>
        ExecuteAsync($"drop database {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)", cancellationToken);

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private async Task<string> BuildTemplateAsync()
    {
        const string name = "template_of_orgs";
        await ExecuteAsync($"create database {name}", CancellationToken.None);
        await OrgData.MigrateAsync(new(null, ConnectionString(name)));
        return name;
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");

    private string ConnectionString(string database) => $"Host={Folder};Username=latchkey;Database={database}";

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Where it keeps its data: in memory where there is room, for each database is a thousand files that live for seconds. Short, for the path of a
    /// socket ends at 103 bytes; and a folder for everybody, for the server runs as another user where root starts it.
    /// </summary>
    private static string Home()
    {
        const string memory = "/dev/shm";
        const long enough = 4L << 30;
        try
        {
            return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > enough ? memory : "/tmp";
        }
        catch (IOException)
        {
            return "/tmp";
        }
    }

    private static string Programs()
    {
        string[] places = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))]
            : [];
        string[] elsewhere = ["/opt/homebrew/opt/postgresql@15/bin", "/usr/local/opt/postgresql@15/bin", "/usr/pgsql-15/bin"];
        return places.Concat(elsewhere).FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "postgres")))
            ?? throw new InvalidOperationException($"These tests need PostgreSQL. On Debian: {(Environment.IsPrivilegedProcess ? "" : "sudo ")}{Install}");
    }
}
