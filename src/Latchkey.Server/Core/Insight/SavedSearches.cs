using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Insight;

/// <summary>Questions to the log that somebody asks again and again: theirs alone, and nothing of the org's.</summary>
internal sealed class SavedSearches(Database db, Turns turns, TimeProvider clock)
{
    private const int Most = 50;
    private const int LongestName = 100;
    private const int LongestQuery = 2_000;

    public Task<IReadOnlyList<SavedSearch>> Of(User user, CancellationToken ct) =>
        db.Many<SavedSearch>("select id, name, query from saved_searches where user_id = @Id order by id limit @Most", new { user.Id, Most }, ct);

    /// <exception cref="RuleException">It has no name, or there are too many.</exception>
    public async Task Save(User user, string? name, string query, CancellationToken ct)
    {
        if (name is not { Length: > 0 and <= LongestName } || name.Any(char.IsControl))
            throw new RuleException("name", $"must have between 1 and {LongestName} characters");
        if (query.Length > LongestQuery) throw new RuleException("name", "is of a search that is too long to be kept");
        await db.Write(async writing =>
        {
            await turns.Take(writing, $"searches {user.Id}");
            if (await writing.One<long>("select count(*) from saved_searches where user_id = @Id", new { user.Id }) >= Most)
                throw new RuleException("name", $"is one too many: you have {Most} already");
            await writing.Change("""
                insert into saved_searches (id, org_id, user_id, name, query, created_at) values (@id, @OrgId, @userId, @name, @query, @now)
                """, new { id = Ids.New(Ids.SavedSearch), user.OrgId, userId = user.Id, name, query, now = clock.Now });
        }, ct);
    }

    public Task<bool> Delete(User user, string id, CancellationToken ct) =>
        db.Changed("delete from saved_searches where id = @id and user_id = @userId", new { id, userId = user.Id }, ct);
}
