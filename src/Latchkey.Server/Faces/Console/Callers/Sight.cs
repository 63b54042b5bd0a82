using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>
/// Of what a page about something else would show beside it, or find, or try, what the roles of whoever looks reach. Threats row 4.
/// </summary>
internal static class Sight
{
    extension(HttpContext http)
    {
        /// <summary>Which of some people they see, by id; null: everybody.</summary>
        public Func<IReadOnlyList<string>, Task<IReadOnlySet<string>>>? SeesPeople
        {
            get
            {
                var (authority, right) = (http.Administrator.Authority, Rights.Read("users"));
                return authority.MayEverywhere(right) ? null : ids => http.RequestServices.GetRequiredService<AdministratorGate>()
                    .Reached(authority, right, ids, http.Org.Id, http.RequestAborted);
            }
        }

        public async Task<IReadOnlyList<User>> Seen(IReadOnlyList<User> people)
        {
            if (people.Count == 0) return people;
            var reached = await http.RequestServices.GetRequiredService<AdministratorGate>().Reached(http.Administrator.Authority, Rights.Read("users"),
                [.. people.Select(user => user.Id)], http.Org.Id, http.RequestAborted);
            return [.. people.Where(user => reached.Contains(user.Id))];
        }

        /// <summary>Null where they are not, or there is nobody. Everybody sees themselves.</summary>
        public async Task<User?> Seen(User? user) =>
            user is not null && (user.Id == http.Administrator.User.Id || (await http.Seen([user])).Count > 0) ? user : null;

        public IReadOnlyList<Group> Seen(IReadOnlyList<Group> groups) =>
            [.. groups.Where(group => http.Administrator.Authority.May(Rights.Read("groups"), AdminResource.Group(group.Id)))];

        /// <summary>Ids of the groups that they see; null: every one.</summary>
        public IReadOnlySet<string>? SeenGroups => http.Administrator.Authority.Part(Rights.Read("groups"), AdminResource.GroupKind);

        /// <summary>And of the apps.</summary>
        public IReadOnlySet<string>? SeenApps => http.Administrator.Authority.Part(Rights.Read("apps"), AdminResource.AppKind);

        /// <summary>A rule that puts people into groups is seen by who sees all of those.</summary>
        public bool Sees(GroupRule rule) => http.Administrator.Authority.SeesGroups(rule.GroupIds);

        public IReadOnlyList<App> Seen(IReadOnlyList<App> apps) =>
            [.. apps.Where(app => http.Administrator.Authority.May(Rights.Read("apps"), AdminResource.App(app.Id)))];
    }
}
