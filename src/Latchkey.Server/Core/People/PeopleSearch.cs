using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>
/// People as somebody looks for them who types into a box: each word begins a name, the email or the login. However many there are, one page reads a
/// bounded number of them and the next goes on where it stopped.
/// </summary>
internal sealed class PeopleSearch(UserList list, TimeProvider clock)
{
    private const int Batch = 200;
    private const int MostRows = 2_000;

    private static readonly string[] Found = ["profile.lastName", "profile.firstName", "profile.email", "profile.login"];
    private static readonly Sorting ByLastName = new("profile.lastName", "last_name_key", IsTime: false, Descending: false);

    /// <param name="orgId">Whose.</param>
    /// <param name="words">Empty: everyone.</param>
    /// <param name="status">As the wire has it; null: everyone who is not deactivated.</param>
    /// <param name="after">Where the page before ended; empty on the first.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Some of them, and where the next page begins; null: there is none.</returns>
    public Task<(IReadOnlyList<User> People, string? Next)> Page(string orgId, string words, UserStatus? status, string after, int most,
        CancellationToken ct) => Page(orgId, words, status, after, most, null, ct);

    /// <summary>
    /// The same of those whom somebody sees: the others are not there, and neither a next page nor where it begins tells of them. For that, all of them
    /// come in the order of their ids.
    /// </summary>
    public async Task<(IReadOnlyList<User> People, string? Next)> Page(string orgId, string words, UserStatus? status, string after, int most,
        Func<IReadOnlyList<string>, Task<IReadOnlySet<string>>>? sees, CancellationToken ct)
    {
        var wanted = Identifiers.Canonical(words).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Length == 0 && status is null && sees is null) return await ByName(orgId, after, most, ct);

        var filter = wanted.Length == 0 && status is null ? null : Filter(wanted, status);
        return await Through((at, batch) => list.After(orgId, filter, at, batch, ct), user => Fits(user, wanted, status), after, most, sees);
    }

    /// <summary>
    /// A page of those whom somebody sees, and where the next begins: read in batches until it is full, of a bounded number of rows. Where it stops says
    /// nothing of whom they do not see, but an id.
    /// </summary>
    /// <param name="read">Those after an id, in its order, and so many at most.</param>
    /// <param name="fits">Whether one is wanted; null: every one.</param>
    /// <param name="after">Where the page before ended; empty on the first.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="sees">Which of some people they see, by id; null: everybody.</param>
    public static async Task<(IReadOnlyList<User> People, string? Next)> Through(Func<string, int, Task<IReadOnlyList<User>>> read, Func<User, bool>? fits,
        string after, int most, Func<IReadOnlyList<string>, Task<IReadOnlySet<string>>>? sees)
    {
        var (found, at, looked) = (new List<User>(), after, 0);
        // Where every one belongs on the page, one more than it holds says whether there is another.
        var batch = fits is null && sees is null ? most + 1 : Batch;
        while (true)
        {
            var rows = await read(at, batch);
            var shown = sees is null || rows.Count == 0 ? null : await sees([.. rows.Select(user => user.Id)]);
            foreach (var user in rows)
            {
                if (fits?.Invoke(user) != false && shown?.Contains(user.Id) != false)
                {
                    if (found.Count == most) return (found, at);
                    found.Add(user);
                }
                at = user.Id;
            }
            looked += rows.Count;
            if (rows.Count < batch) return (found, null);
            if (looked >= MostRows) return (found, at);
        }
    }

    private async Task<(IReadOnlyList<User> People, string? Next)> ByName(string orgId, string after, int most, CancellationToken ct)
    {
        IReadOnlyList<(User User, string Cursor)> rows;
        try
        {
            rows = await list.Sorted(orgId, null, ByLastName, after, most + 1, ct);
        }
        catch (ApiError) when (after.Length > 0)
        {
            // No page of ours says so: from the beginning.
            return await ByName(orgId, "", most, ct);
        }
        return ([.. rows.Take(most).Select(row => row.User)], rows.Count > most ? rows[most - 1].Cursor : null);
    }

    /// <summary>What an index decides: the longest word, which tells most, and the standing.</summary>
    private static Scim Filter(string[] wanted, UserStatus? status)
    {
        var standing = status is { } one ? new Scim.Compare("status", "eq", one.Wire()) : null;
        if (wanted.MaxBy(word => word.Length) is not { } word) return standing!;
        var begins = Found.Select(path => (Scim)new Scim.Compare(path, "sw", word)).Aggregate((left, right) => new Scim.Or(left, right));
        return standing is null ? begins : new Scim.And(begins, standing);
    }

    private bool Fits(User user, string[] wanted, UserStatus? status)
    {
        var standing = user.StatusAt(clock.Now);
        if (status is null ? standing == UserStatus.Deprovisioned : standing != status) return false;
        string[] names = [.. Parts(user["firstName"]), .. Parts(user["lastName"]), .. Parts(user.Email), .. Parts(user.Login)];
        return wanted.All(word => names.Any(name => name.StartsWith(word, StringComparison.Ordinal)));
    }

    /// <summary>A name, and each word of it: van der Berg is found by Berg as well, once another word has led there.</summary>
    private static IEnumerable<string> Parts(string? name) =>
        Identifiers.Canonical(name ?? "") is { Length: > 0 } key ? [key, .. key.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : [];
}
