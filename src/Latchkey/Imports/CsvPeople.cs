using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>
/// People of a spreadsheet: the first row names attributes of a profile (<c>email</c>, <c>firstName</c>, …), and may name <c>groups</c> (several by |),
/// <c>status</c> and <c>passwordHash</c> (bcrypt).
/// </summary>
public sealed class CsvPeople : ISource
{
    private const string Login = "login", Email = "email", GroupsColumn = "groups", Status = "status", PasswordHash = "passwordHash";

    private static readonly string[] Own = [GroupsColumn, Status, PasswordHash];

    private readonly string file;
    private readonly string[] columns;

    public CsvPeople(string file)
    {
        this.file = file;
        using var text = Open();
        columns = [.. (CsvReader.Read(text).FirstOrDefault() ?? []).Select(Column)];
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
        foreach (var row in Rows())
        {
            number++;
            if (row.Length > columns.Length) left.Add("person", $"row {number}", $"has {row.Length} fields, and the first row {columns.Length}");
            else if (Cell(row, Email) is not { Length: > 0 } email) left.Add("person", $"row {number}", "has no email address, which everybody needs here");
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
        foreach (var row in CsvReader.Read(text).Skip(1)) yield return row;
    }

    private IEnumerable<string> GroupsOf(string[] row) =>
        (Cell(row, GroupsColumn) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string? Cell(string[] row, string column) => Array.IndexOf(columns, column) is >= 0 and var at && at < row.Length ? row[at].Trim() : null;

    private StreamReader Open()
    {
        try
        {
            return File.OpenText(file);
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
