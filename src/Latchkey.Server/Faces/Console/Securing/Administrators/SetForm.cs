using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>A resource set as a form: boxes for all of a kind, lines for some of them.</summary>
internal static class SetForm
{
    public const string Label = "label";
    public const string Description = "description";
    public const string All = "all.";
    public const string Groups = "groups";
    public const string Members = "members";
    public const string Apps = "apps";
    public const string Others = "resources";

    public static readonly IReadOnlyList<AdminResource> Wholes =
    [
        AdminResource.AllUsers, AdminResource.AllGroups, AdminResource.AllApps, AdminResource.AllServers, AdminResource.Customizations, AdminResource.Policies,
    ];

    /// <param name="org">Whose.</param>
    /// <param name="set">Which.</param>
    /// <param name="held">What is in it.</param>
    /// <param name="names">Of groups, by id.</param>
    public static FormState Fill(Org org, ResourceSet set, IReadOnlyList<AdminResource> held, IReadOnlyDictionary<string, string> names)
    {
        string? Lines(string kind) =>
            Joined(held.Where(one => one.Kind == kind && one.Target.Length > 0).Select(one => names.GetValueOrDefault(one.Target, one.Target)));
        var others = held.Where(
            one => !Wholes.Contains(one) && one.Kind is not (AdminResource.GroupKind or AdminResource.MembersKind or AdminResource.AppKind));
        return FormState.Of(
        [
            new(Label, set.Label), new(Description, set.Description), new(Groups, Lines(AdminResource.GroupKind)),
            new(Members, Lines(AdminResource.MembersKind)),
            new(Apps, Lines(AdminResource.AppKind)), new(Others, Joined(others.Select(one => ResourceNames.Orn(org, one)))),
            .. Wholes.Where(held.Contains).Select(one => new KeyValuePair<string, string?>(All + one.Kind, "on")),
        ]);
    }

    /// <exception cref="RuleException">A line names nothing here.</exception>
    public static async Task<IReadOnlyList<AdminResource>> Read(
        Org org, FormState form, NamedThings named, ResourceNames names, string unknown, CancellationToken ct)
    {
        var resources = Wholes.Where(one => form.Ticked(All + one.Kind)).ToList();
        foreach (var line in form.Lines(Groups))
            resources.Add(AdminResource.Group((await named.Group(org, line, ct))?.Id ?? throw Unknown(Groups, line)));
        foreach (var line in form.Lines(Members))
            resources.Add(AdminResource.MembersOf((await named.Group(org, line, ct))?.Id ?? throw Unknown(Members, line)));
        foreach (var line in form.Lines(Apps))
            resources.Add(AdminResource.App((await named.App(org, line, ct))?.Id ?? throw Unknown(Apps, line)));
        foreach (var line in form.Lines(Others)) resources.Add(await names.Read(org, Others, line, ct));
        return [.. resources.Distinct()];

        RuleException Unknown(string field, string line) => new(field, $"{line}: {unknown}");
    }

    private static string? Joined(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } some ? some : null;
}
