using Latchkey.Server.Core.Imports;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Import;

/// <summary>What would become of a file as it is mapped: the first lines as they would be, and those that break a rule.</summary>
/// <param name="First">The first lines.</param>
/// <param name="Wrong">The first of those that would be refused, with why.</param>
/// <param name="WrongCount">How many would be.</param>
public sealed record ImportPreview(IReadOnlyList<PreviewedLine> First, IReadOnlyList<PreviewedLine> Wrong, long WrongCount)
{
    private const int MostShown = 10;
    private const int MostWrong = 50;
    private const int Batch = 1_000;

    /// <summary>Some lines at a time, however many there are.</summary>
    internal static async Task<ImportPreview> Of(PeopleImport import, PeopleImports imports, Users users, ProfileSchema schema, MailReach reach,
        CancellationToken ct)
    {
        var (first, wrong, count) = (new List<PreviewedLine>(), new List<PreviewedLine>(), 0L);
        var (logins, attributes, after) = (new HashSet<string>(StringComparer.Ordinal), import.Attributes, 0L);
        while (await imports.Lines(import.Id, after, Batch, ct) is { Count: > 0 } some)
        {
            foreach (var line in some)
            {
                var (values, problem) = Tried(line, attributes, schema, reach, logins);
                if (problem is null && first.Count < MostShown && await Exists(import, values, attributes, users, ct))
                    first.Add(new(line.Number, values, null) { Exists = true });
                else if (first.Count < MostShown) first.Add(new(line.Number, values, problem));
                if (problem is null) continue;
                count++;
                if (wrong.Count < MostWrong) wrong.Add(new(line.Number, values, problem));
            }
            after = some[^1].Number;
        }
        return new(first, wrong, count);
    }

    private static (IReadOnlyList<string> Values, string? Problem) Tried(ImportLine line, IReadOnlyList<string> attributes, ProfileSchema schema,
        MailReach reach, HashSet<string> logins)
    {
        var values = line.Values;
        var profile = ImportMapping.Profile(attributes, values, schema);
        try
        {
            return (values, logins.Add(Identifiers.Canonical(ImportMapping.New(profile, schema, reach).Login)) ? null
                : "login: an earlier line of the file has it, too");
        }
        catch (RuleException broken)
        {
            return (values, broken.Message);
        }
    }

    private static async Task<bool> Exists(PeopleImport import, IReadOnlyList<string> values, IReadOnlyList<string> attributes, Users users,
        CancellationToken ct)
    {
        string? Of(string attribute) => attributes.ToList().IndexOf(attribute) is var at and >= 0 && values[at].Length > 0 ? values[at] : null;
        return await users.FindByLogin(import.OrgId, Of("login") ?? Of("email") ?? "", ct) is not null;
    }
}
