namespace Latchkey.Server.Ground.Storage;

/// <summary>Something that conditions name by its id.</summary>
/// <param name="Kind">What it is: an id that somebody chose may be that of another kind, too.</param>
/// <param name="OrgId">Whose.</param>
/// <param name="Id">Its id.</param>
internal sealed record Named(NamedKind Kind, string OrgId, string Id)
{
    /// <summary>A list without it; the list itself where it is not in it.</summary>
    /// <param name="kind">What the list is of.</param>
    /// <param name="ids">The list.</param>
    public IReadOnlyList<string> LeftOf(NamedKind kind, IReadOnlyList<string> ids) => Kind == kind && ids.Contains(Id) ? [.. ids.Where(id => id != Id)] : ids;
}
