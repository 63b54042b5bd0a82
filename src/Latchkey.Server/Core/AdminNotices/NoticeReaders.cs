using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.AdminNotices;

/// <summary>Who is told of something that happened to a person's account, as things stand when the mail is written.</summary>
internal sealed class NoticeReaders(Subscriptions subscriptions, RoleAssignments assignments, RoleBooks books, Authorities authorities, AdministratorGate gate,
    Users users)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<User>> Of(Org org, NotificationType type, string aboutId, CancellationToken ct)
    {
        var said = await subscriptions.OfType(org.Id, type, ct);
        var found = new List<User>();
        foreach (var id in await Candidates(org, said, ct))
        {
            if (await users.Find(org.Id, id, ct) is not { } user || AccountGate.Refusal(user) is not null) continue;
            var authority = await authorities.Of(user, ct);
            if (authority.IsNone || !await Wants(user, said, ct)) continue;
            // Nobody learns by mail of somebody whom their role does not show them. Threats row 4.
            if ((await gate.Reached(authority, Rights.Read("users"), [aboutId], org.Id, ct)).Count > 0) found.Add(user);
            if (found.Count == Most) break;
        }
        return found;
    }

    /// <summary>Who said so, and, where a role did, everybody who administers something.</summary>
    private async Task<IReadOnlyList<string>> Candidates(Org org, IReadOnlyDictionary<string, bool> said, CancellationToken ct)
    {
        var own = said.Where(one => one.Value && one.Key.StartsWith(Ids.User, StringComparison.Ordinal)).Select(one => one.Key).ToArray();
        if (own.Length == said.Count(one => one.Value)) return own;
        var book = await books.Of(org.Id, ct);
        var named = await assignments.People(org.Id, "", RoleAssignments.Most, ct);
        var members = book.GroupIds.Count == 0 ? [] : await subscriptions.MembersOf([.. book.GroupIds], RoleAssignments.Most, ct);
        return [.. own.Concat(named).Concat(members).Distinct(StringComparer.Ordinal)];
    }

    private async Task<bool> Wants(User user, IReadOnlyDictionary<string, bool> said, CancellationToken ct) => said.TryGetValue(user.Id, out var own) ? own
        : (await authorities.RolesOf(user, ct)).Any(role => said.GetValueOrDefault(role));
}
