using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Administration;

/// <summary>What a resource of a role is called: by Okta's resource names (ORN), or by its address in the management API. Contract §3.2, roles.</summary>
internal sealed class ResourceNames(Users users, Groups groups, Apps apps, AuthorizationServers servers)
{
    /// <summary>The ways a name goes on, in order of what it is.</summary>
    private const string Members = "contained_resources";

    /// <exception cref="RuleException">It names nothing here.</exception>
    public async Task<AdminResource> Read(Org org, string field, string? text, CancellationToken ct)
    {
        var resource = Parse(org, text ?? "") ?? throw Unknown(field, text);
        return resource.Target.Length == 0 || await IsThere(org, resource, ct) ? resource : throw Unknown(field, text);
    }

    public static string Orn(Org org, AdminResource resource)
    {
        string Named(string service, string kind) => $"orn:okta:{service}:{org.Id}:{kind}";
        string OrOne(string all) => resource.Target.Length == 0 ? all : $"{all}:{resource.Target}";
        return resource.Kind switch
        {
            AdminResource.UserKind => OrOne(Named("directory", "users")),
            AdminResource.GroupKind => OrOne(Named("directory", "groups")),
            AdminResource.MembersKind => $"{Named("directory", "groups")}:{resource.Target}:{Members}",
            AdminResource.AppNameKind => $"{Named("idp", "apps")}:{resource.Target}",
            AdminResource.AppKind => resource.Target.Length == 0 ? Named("idp", "apps") : $"{Named("idp", "apps")}:{AdminResource.OidcName}:{resource.Target}",
            AdminResource.ServerKind => OrOne(Named("idp", "authorization_servers")),
            AdminResource.CustomizationsKind => Named("idp", "customizations"),
            AdminResource.PoliciesKind => Named("idp", "policies"),
            _ => Named("idp", "everything"),
        };
    }

    /// <summary>Below <c>/api/v1/</c>; null: it has no address.</summary>
    public static string? PathOf(AdminResource resource)
    {
        string OrOne(string all) => resource.Target.Length == 0 ? all : $"{all}/{resource.Target}";
        return resource.Kind switch
        {
            AdminResource.UserKind => OrOne("users"),
            AdminResource.GroupKind => OrOne("groups"),
            AdminResource.MembersKind => $"groups/{resource.Target}/users",
            AdminResource.AppNameKind => $"apps?filter=name+eq+%22{resource.Target}%22",
            AdminResource.AppKind => OrOne("apps"),
            AdminResource.ServerKind => OrOne("authorizationServers"),
            AdminResource.CustomizationsKind => "brands",
            AdminResource.PoliciesKind => "policies",
            _ => null,
        };
    }

    private static AdminResource? Parse(Org org, string text)
    {
        var api = $"{org.Url}/api/v1/";
        if (text.StartsWith(api, StringComparison.Ordinal)) return ByPath(text[api.Length..].TrimEnd('/'));
        return text.Split(':') is ["orn", "okta", "directory" or "idp", var id, .. var rest] && id == org.Id ? ByName(rest) : null;
    }

    private static AdminResource? ByName(string[] rest) => rest switch
    {
        ["users"] => AdminResource.AllUsers,
        ["users", var id] => AdminResource.User(id),
        ["groups"] => AdminResource.AllGroups,
        ["groups", var id] => AdminResource.Group(id),
        ["groups", var id, Members] => AdminResource.MembersOf(id),
        ["apps"] => AdminResource.AllApps,
        ["apps", AdminResource.OidcName] => new(AdminResource.AppNameKind, AdminResource.OidcName),
        ["apps", _, var id] => AdminResource.App(id),
        ["authorization_servers"] => AdminResource.AllServers,
        ["authorization_servers", var id] => AdminResource.Server(id),
        ["customizations"] => AdminResource.Customizations,
        ["policies"] => AdminResource.Policies,
        ["everything"] => AdminResource.Everything,
        _ => null,
    };

    private static AdminResource? ByPath(string path) => path.Split('/') switch
    {
        ["users"] => AdminResource.AllUsers,
        ["users", var id] => AdminResource.User(id),
        ["groups"] => AdminResource.AllGroups,
        ["groups", var id] => AdminResource.Group(id),
        ["groups", var id, "users"] => AdminResource.MembersOf(id),
        ["apps"] => AdminResource.AllApps,
        [var filter] when filter.StartsWith("apps?filter=", StringComparison.Ordinal) && filter.Contains(AdminResource.OidcName, StringComparison.Ordinal)
            => new(AdminResource.AppNameKind, AdminResource.OidcName),
        ["apps", var id] => AdminResource.App(id),
        ["authorizationServers"] => AdminResource.AllServers,
        ["authorizationServers", var id] => AdminResource.Server(id),
        ["brands"] => AdminResource.Customizations,
        ["policies"] => AdminResource.Policies,
        _ => null,
    };

    private async Task<bool> IsThere(Org org, AdminResource resource, CancellationToken ct) => resource.Kind switch
    {
        AdminResource.UserKind => await users.Find(org.Id, resource.Target, ct) is not null,
        AdminResource.GroupKind or AdminResource.MembersKind => await groups.Find(org.Id, resource.Target, ct) is not null,
        AdminResource.AppKind => await apps.Find(org.Id, resource.Target, ct) is { IsSystem: false },
        AdminResource.ServerKind => await servers.Find(org, resource.Target, ct) is not null,
        _ => true,
    };

    private static RuleException Unknown(string field, string? text) =>
        new(field, $"'{Parameters.Printable(text ?? "")}' names nothing here: write its address in this API, or its resource name (orn:okta:…)");
}
