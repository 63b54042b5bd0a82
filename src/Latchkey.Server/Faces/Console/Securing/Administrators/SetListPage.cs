using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

public sealed record SetListPage : ConsolePage<SetListView>
{
    public required IReadOnlyList<ResourceSet> Sets { get; init; }
}
