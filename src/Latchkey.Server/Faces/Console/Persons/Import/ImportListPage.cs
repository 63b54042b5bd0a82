using Latchkey.Server.Core.Imports;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Import;

public sealed record ImportListPage : ConsolePage<ImportListView>
{
    public required FormState Form { get; init; }
    /// <summary>The newest first.</summary>
    public required IReadOnlyList<PeopleImport> Imports { get; init; }
}
