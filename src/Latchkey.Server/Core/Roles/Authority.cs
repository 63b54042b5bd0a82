namespace Latchkey.Server.Core.Roles;

/// <summary>All that somebody's roles let them do, and to what: asked by the console and by the management API alike. Contract §3.2, roles.</summary>
internal sealed class Authority(IReadOnlyList<Holding> holdings)
{
    public static readonly Authority None = new([]);
    public static readonly Authority Super = new([Holding.Whole]);

    public IReadOnlyList<Holding> Holdings => holdings;

    public bool IsNone => holdings.Count == 0;

    public bool IsSuper => MayEverywhere(Rights.All);

    /// <summary>To something at least.</summary>
    public bool May(string right) => !IsNone && (right == Rights.Enter || (Rights.WholeOf(right) is { } whole
        ? holdings.Any(holding => holding.May(right) && holding.Resources.Any(held => held.IsOf(whole)))
        // Nobody's role is for a part of such things: to change one is to change it for everybody.
        : holdings.Any(holding => holding.May(right) && (Rights.Looks(right) || holding.Reaches(AdminResource.Everything)))));

    /// <summary>To everything the right is about.</summary>
    public bool MayEverywhere(string right) => right == Rights.Enter ? !IsNone : right == Rights.All
        ? holdings.Any(holding => holding.May(right) && holding.Reaches(AdminResource.Everything))
        : Rights.WholeOf(right) is not { } whole ? May(right) : May(right, whole);

    public bool May(string right, AdminResource resource) => holdings.Any(holding => holding.May(right) && holding.Reaches(resource));

    /// <summary>To what it is held, by id, of one kind.</summary>
    public IReadOnlySet<string> Of(string right, string kind) => holdings.Where(holding => holding.May(right)).SelectMany(holding => holding.Resources)
        .Where(resource => resource.Kind == kind && resource.Target.Length > 0).Select(resource => resource.Target).ToHashSet(StringComparer.Ordinal);

    /// <summary>To which of a kind, by id; null: to all of them.</summary>
    public IReadOnlySet<string>? Part(string right, string kind) => May(right, new AdminResource(kind)) ? null : Of(right, kind);

    /// <summary>Whether they see all of some groups, by id.</summary>
    public bool SeesGroups(IEnumerable<string> ids) => ids.All(id => May(Rights.Read("groups"), AdminResource.Group(id)));

    /// <summary>Whether they may do all that somebody else may.</summary>
    public bool Covers(Authority other) => IsSuper || other.Holdings.All(theirs =>
        theirs.Rights.All(right => theirs.Resources.All(resource => holdings.Any(mine => mine.May(right) && mine.Reaches(resource)))));

    /// <summary>Whether they may change somebody who may do that. An equal may not: whoever sets an equal's password has two votes.</summary>
    public bool Outranks(Authority other) => other.IsNone || IsSuper || (Covers(other) && !other.Covers(this));

    public Authority And(Authority other) => IsSuper || other.IsNone ? this : other.IsSuper || IsNone ? other : new([.. holdings, .. other.Holdings]);
}
