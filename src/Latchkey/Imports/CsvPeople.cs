using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Latchkey.Cli.Imports;

/// <summary>
/// People of a spreadsheet: the first row names attributes of a profile (<c>email</c>, <c>firstName</c>, …), and may name <c>groups</c> (several by |),
/// <c>status</c> and <c>passwordHash</c> (bcrypt).
/// </summary>
public sealed class CsvPeople : ISource
{
    private const string Login = "login", Email = "email", GroupsColumn = "groups", Status = "status", PasswordHash = "passwordHash";

    private static readonly string[] Own = [GroupsColumn, Status, PasswordHash];

    private static readonly string[] Statuses = [FoundPerson.Active, FoundPerson.Staged, FoundPerson.Suspended];

    private readonly string file;
    private readonly string[] columns;

    public CsvPeople(string file)
    {
        this.file = file;
        RequireUtf8();
        using var text = Open();
        columns = [.. (CsvReader.Read(text, file).FirstOrDefault() ?? []).Select(Column)];
        if (!columns.Contains(Email)) throw new CommandException(
            $"{file}: the first row names no column \"{Email}\". It names: {string.Join(", ", columns)}.");
        if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new CommandException(
            $"{file}: two columns are called \"{twice.Key}\".");
    }

    public Task<IReadOnlyDictionary<string, JsonObject>> Attributes(Leftovers left, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, JsonObject>>(columns.Except(Own).ToDictionary(name => name, NewAttribute.OfText, StringComparer.Ordinal));

    public async IAsyncEnumerable<FoundGroup> Groups(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        var at = Array.IndexOf(columns, GroupsColumn);
        if (at < 0) yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in Rows())
            foreach (var name in GroupsOf(row))
                if (seen.Add(name)) yield return new FoundGroup(name, name, null);
    }

    public async IAsyncEnumerable<FoundPerson> People(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        var number = 1;
        var known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in Rows())
        {
            number++;
            if (row.Length != columns.Length) left.Add("person", $"row {number}", $"has {row.Length} fields, and the first row {columns.Length}");
            else if (Cell(row, Email) is not { Length: > 0 } email) left.Add("person", $"row {number}", "has no email address, which everybody needs here");
            else if (Cell(row, Status) is { Length: > 0 } status && !Statuses.Contains(status, StringComparer.OrdinalIgnoreCase))
                left.Add("person", $"row {number}", $"has the status {status}: {string.Join(", ", Statuses)} and an empty one are known");
            else if ((Cell(row, Login) is { Length: > 0 } login ? login : email) is var name && !known.TryAdd(name, number))
                left.Add("person", $"row {number}", $"is row {known[name]} once more: one of them was brought");
            else yield return Person(row, email, left);
        }
    }

    public Task<JsonObject> Configuration(Leftovers left, CancellationToken ct) => Task.FromResult(new JsonObject());

    public async IAsyncEnumerable<(string App, string PersonId)> Assignments(Leftovers left, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield break;
    }

    private FoundPerson Person(string[] row, string email, Leftovers left)
    {
        var profile = new JsonObject();
        foreach (var column in columns.Except(Own))
            if (Cell(row, column) is { Length: > 0 } text) profile[column] = text;
        profile[Login] = PersonNames.Login(profile[Login]?.ToString(), email, left);
        PersonNames.Complete(profile, null, email);
        var hash = Cell(row, PasswordHash) is { Length: > 0 } given ? PasswordHashes.Bcrypt(given) : null;
        return new FoundPerson(profile[Login]!.ToString(), profile)
        {
            Groups = [.. GroupsOf(row)], Hash = hash, HashLeft = hash is null && Cell(row, PasswordHash) is { Length: > 0 } ? "its hash is no bcrypt" : null,
            Status = Cell(row, Status)?.ToUpperInvariant() switch
            {
                FoundPerson.Suspended => FoundPerson.Suspended,
                FoundPerson.Staged =>
                FoundPerson.Staged,
                _ => FoundPerson.Active
            },
        };
    }

    private IEnumerable<string[]> Rows()
    {
        using var text = Open();
        foreach (var row in CsvReader.Read(text, file).Skip(1)) yield return row;
    }

    private IEnumerable<string> GroupsOf(string[] row) =>
        (Cell(row, GroupsColumn) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string? Cell(string[] row, string column) => Array.IndexOf(columns, column) is >= 0 and var at && at < row.Length ? row[at].Trim() : null;

    /// <summary>A spreadsheet may write the letters of its own country, which nobody can tell by looking: J\xF6rg would be brought without his ö.</summary>
    private void RequireUtf8()
    {
        // A byte is a letter in Latin-1, so that the bytes of a line come back as they are.
        using var lines = Open(Encoding.Latin1);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            // What begins with the mark of UTF-16 is read as that.
            if (number == 1 && (line.StartsWith("\xFF\xFE", StringComparison.Ordinal) || line.StartsWith("\xFE\xFF", StringComparison.Ordinal))) return;
            if (!Utf8.IsValid(Encoding.Latin1.GetBytes(line)))
                throw new CommandException($"{file}, line {number}: this is not UTF-8, and would lose letters such as ä or é. Save it as \"CSV UTF-8\" "
                    + "(or: iconv -f windows-1252 -t utf-8), and run this again.");
        }
    }

    private StreamReader Open(Encoding? bytes = null)
    {
        try
        {
            return new StreamReader(file, bytes ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: bytes is null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>As people write them: <c>First Name</c> and <c>first_name</c> are firstName.</summary>
    private static string Column(string name)
    {
        var words = name.Trim().Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return "";
        var joined = words.Length == 1 ? char.ToLowerInvariant(words[0][0]) + words[0][1..]
            : words[0].ToLowerInvariant() + string.Concat(words[1..].Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));
        return joined switch
        {
            "username" or "userName" => Login,
            "mail" or "e-mail" or "emailAddress" => Email,
            "surname" => "lastName",
            "givenName" =>
            "firstName",
            _ => joined
        };
    }
}
